package dev.tollgate.admin;

import dev.tollgate.admin.http.EntityTag;
import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import dev.tollgate.admin.http.Status;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Versioned;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the objects of one kind. Thread safe.
 *
 * @param <T> the kind
 */
final class ObjectEndpoints<T extends ConfigurationObject> {
    private static final String ID = "id";

    private final ConfigurationCatalogue catalogue;
    private final Class<T> kind;
    private final String name;
    private final Function<Versioned<T>, Object> form;

    /**
     * Shows the objects of a kind.
     *
     * @param name what people call one of them
     * @param form what it is shown as
     */
    ObjectEndpoints(ConfigurationCatalogue catalogue, Class<T> kind, String name, Function<Versioned<T>, Object> form) {
        this.catalogue = catalogue;
        this.kind = kind;
        this.name = name;
        this.form = form;
    }

    /** A page of them. */
    Reply list(Request request, Map<String, String> path) {
        return Paging.page(request, page -> catalogue.list(kind, page), form);
    }

    /** One of them, unless the caller has it already. */
    Reply read(Request request, Map<String, String> path) {
        var faults = new Parameters(request.query()).faults();
        return faults.isEmpty()
                ? with(request, path, stored -> reply(request, stored))
                : Reply.problem(Problem.badRequest(faults, request));
    }

    /** What is made of one of them, or that there is none. */
    Reply with(Request request, Map<String, String> path, Function<Versioned<T>, Reply> use) {
        var id = path.getOrDefault(ID, "");
        return catalogue
                .read(kind, id)
                .map(use)
                .orElseGet(() -> Reply.problem(
                        Problem.of(Status.NOT_FOUND, "there is no %s '%s'".formatted(name, id), request)));
    }

    private Reply reply(Request request, Versioned<T> stored) {
        var tag = new EntityTag(stored.version());
        var isKnown = request.header("if-none-match").filter(tag::isNamedBy).isPresent();
        return (isKnown ? Reply.notModified() : Reply.json(form.apply(stored))).with("etag", tag.toString());
    }
}
