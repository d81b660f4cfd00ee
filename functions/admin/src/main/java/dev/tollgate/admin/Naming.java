package dev.tollgate.admin;

import dev.tollgate.admin.http.Problem.User;
import dev.tollgate.admin.http.Problem.Users;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import java.util.ArrayList;
import java.util.List;

/** Finds what names an object. */
final class Naming {
    /** The kinds whose objects name others. */
    private static final List<Class<? extends ConfigurationObject>> KINDS =
            List.of(Policy.class, Backend.class, Subscription.class, ApiKey.class);

    private Naming() {}

    /** So many of them, and whether there are more. */
    static Users first(ConfigurationCatalogue catalogue, Reference named, int limit) {
        var users = new ArrayList<User>();
        for (var kind : KINDS) {
            collect(catalogue, named, kind, limit + 1, users);
        }
        return new Users(users.stream().limit(limit).toList(), users.size() > limit);
    }

    /** A page may hold fewer than were asked for although more follow. */
    private static <T extends ConfigurationObject> void collect(
            ConfigurationCatalogue catalogue, Reference named, Class<T> kind, int most, List<User> users) {
        var after = "";
        do {
            if (users.size() >= most) {
                return;
            }
            Page<T> page = catalogue.naming(named, kind, new PageRequest(after, most - users.size()));
            page.entries().forEach(entry -> users.add(new User(kind.getSimpleName(), entry.id())));
            after = page.next();
        } while (!after.isEmpty());
    }
}
