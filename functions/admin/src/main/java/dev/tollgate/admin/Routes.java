package dev.tollgate.admin;

import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.form.BackendForm;
import dev.tollgate.admin.form.PolicyForm;
import dev.tollgate.admin.form.PriceTableForm;
import dev.tollgate.admin.form.SubscriptionForm;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that can be asked: what is not in this table is not there. Immutable.
 *
 * @param all the routes, no two for the same method and paths
 */
record Routes(List<Route> all) {
    private static final String GET = "GET";

    /** Copies the list. */
    Routes {
        all = List.copyOf(all);
    }

    /** The API over this configuration. */
    static Routes of(ConfigurationCatalogue catalogue) {
        var policies = new ObjectEndpoints<>(catalogue, Policy.class, "policy", PolicyForm::of);
        var backends = new ObjectEndpoints<>(catalogue, Backend.class, "backend", BackendForm::of);
        var subscriptions = new ObjectEndpoints<>(catalogue, Subscription.class, "subscription", SubscriptionForm::of);
        var prices = new ObjectEndpoints<>(catalogue, PriceTable.class, "price table", PriceTableForm::of);
        var keys = new KeyEndpoints(catalogue, subscriptions);
        return new Routes(List.of(
                new Route(GET, "/policies", Role.VIEWER, policies::list),
                new Route(GET, "/policies/{id}", Role.VIEWER, policies::read),
                new Route(GET, "/backends", Role.VIEWER, backends::list),
                new Route(GET, "/backends/{id}", Role.VIEWER, backends::read),
                new Route(GET, "/subscriptions", Role.VIEWER, subscriptions::list),
                new Route(GET, "/subscriptions/{id}", Role.VIEWER, subscriptions::read),
                new Route(GET, "/subscriptions/{id}/keys", Role.VIEWER, keys::list),
                new Route(GET, "/prices", Role.VIEWER, prices::list),
                new Route(GET, "/prices/{id}", Role.VIEWER, prices::read),
                new Route(GET, "/openapi.yaml", Role.VIEWER, new OpenApi()::read)));
    }

    /** What a request may have found. */
    sealed interface Match {
        /** A route, and what its variables stand for. */
        record Found(Route route, Map<String, String> path) implements Match {}

        /** A path that is there, for these methods alone. */
        record OtherMethods(Set<String> allowed) implements Match {}

        /** No such path. */
        record Nothing() implements Match {}
    }

    /** The route of a method and a path. */
    Match match(String method, String path) {
        var allowed = new TreeSet<String>();
        for (var route : all) {
            var variables = route.template().match(path);
            if (variables.isPresent()) {
                if (route.method().equals(method)) {
                    return new Match.Found(route, variables.get());
                }
                allowed.add(route.method());
            }
        }
        return allowed.isEmpty() ? new Match.Nothing() : new Match.OtherMethods(allowed);
    }

    /** The methods and templates, as {@code GET /policies}. */
    List<String> names() {
        var names = new ArrayList<String>();
        all.forEach(route -> names.add(route.method() + " " + route.template().text()));
        return names;
    }
}
