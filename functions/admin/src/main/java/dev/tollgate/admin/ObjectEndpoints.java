package dev.tollgate.admin;

import dev.tollgate.admin.access.Scope;
import dev.tollgate.admin.form.Form;
import dev.tollgate.admin.http.EntityTag;
import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Status;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Versioned;

/**
 * Reads the objects of one kind. Thread safe.
 *
 * @param form what an object is shown as
 * @param listing which of them a list is to have
 * @param <T> the kind
 */
record ObjectEndpoints<T extends ConfigurationObject>(
        ConfigurationCatalogue catalogue, Form<T> form, Listing.Reader<T> listing) {
    /** A page of them. */
    Reply list(Asked asked) {
        var parameters = new Parameters(asked.request().query());
        return Paging.page(parameters, listing.read(catalogue, parameters, asked.scope()), form.representation());
    }

    /** One of them, unless the caller has it already. */
    Reply read(Asked asked) {
        new Parameters(asked.request().query()).check();
        return shown(asked, find(asked.path("id"), asked.scope()));
    }

    /**
     * One of them.
     *
     * @throws Refused if there is none in this scope: nobody learns what else there is
     */
    Versioned<T> find(String id, Scope scope) {
        return catalogue
                .read(form.kind(), id)
                .filter(stored ->
                        !(stored.object() instanceof Subscription subscription) || scope.includes(subscription))
                .orElseThrow(() -> new Refused(Status.NOT_FOUND, "there is no %s '%s'".formatted(form.name(), id)));
    }

    private Reply shown(Asked asked, Versioned<T> stored) {
        return tagged(asked, stored.version(), form.representation().apply(stored));
    }

    /** An object with its tag, unless the caller has it already. */
    static Reply tagged(Asked asked, long version, Object shown) {
        var tag = EntityTag.of(version, shown);
        var isKnown =
                asked.request().header("if-none-match").filter(tag::isNamedBy).isPresent();
        return (isKnown ? Reply.notModified() : Reply.json(shown)).with("etag", tag.toString());
    }
}
