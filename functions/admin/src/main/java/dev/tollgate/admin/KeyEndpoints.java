package dev.tollgate.admin;

import dev.tollgate.admin.form.KeyForm;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import java.util.Map;

/** Reads the keys of a subscription, never what they are recognised by. Thread safe. */
final class KeyEndpoints {
    private final ConfigurationCatalogue catalogue;
    private final ObjectEndpoints<Subscription> subscriptions;

    KeyEndpoints(ConfigurationCatalogue catalogue, ObjectEndpoints<Subscription> subscriptions) {
        this.catalogue = catalogue;
        this.subscriptions = subscriptions;
    }

    /** A page of the keys of a subscription. */
    Reply list(Request request, Map<String, String> path) {
        return subscriptions.with(
                request,
                path,
                subscription -> Paging.page(
                        request,
                        page -> catalogue.naming(Reference.to(subscription.object()), ApiKey.class, page),
                        KeyForm::of));
    }
}
