package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;

/** The forms of all kinds that can be written as they are read. */
public final class Forms {
    /** Policies. */
    public static final Form<Policy> POLICY = new Form<>(Policy.class, "policy", PolicyForm::of, PolicyForm::read);

    /** Backends. */
    public static final Form<Backend> BACKEND =
            new Form<>(Backend.class, "backend", BackendForm::of, BackendForm::read);

    /** Subscriptions. */
    public static final Form<Subscription> SUBSCRIPTION =
            new Form<>(Subscription.class, "subscription", SubscriptionForm::of, SubscriptionForm::read);

    /** Price tables. */
    public static final Form<PriceTable> PRICE_TABLE =
            new Form<>(PriceTable.class, "price table", PriceTableForm::of, PriceTableForm::read);

    private Forms() {}
}
