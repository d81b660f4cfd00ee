package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Subscription.Status;
import dev.tollgate.core.configuration.Subscription.Subscriber;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.configuration.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscription.
 *
 * @param status {@code ACTIVE} or {@code BLOCKED}
 */
public record SubscriptionForm(
        String id,
        long version,
        String createdAt,
        String application,
        Named subscriber,
        String policy,
        List<String> backends,
        List<String> fallbackOrder,
        String status,
        Valid validity) {
    static final int MOST_ROLES = 50;
    static final TextRule ROLE = TextRule.upTo(200);

    private static final TextRule NAME = TextRule.upTo(200);

    /** Who has subscribed: nobody in particular where the name is empty. */
    record Named(String name, List<String> roles) {
        static Named of(Subscriber subscriber) {
            return new Named(
                    subscriber.name(), subscriber.roles().stream().sorted().toList());
        }

        static Optional<Subscriber> read(Fields fields) {
            var name = fields.optionalText("name", NAME);
            var roles = fields.distinct("roles", MOST_ROLES, ROLE);
            return fields.make(() -> new Subscriber(name, roles));
        }
    }

    /** When calls pass: each end is absent where there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Valid(@Nullable String from, @Nullable String until) {
        static Valid of(Validity validity) {
            return new Valid(
                    unless(Validity.ALWAYS.from(), validity.from()), unless(Validity.ALWAYS.until(), validity.until()));
        }

        static @Nullable String unless(Instant unbounded, Instant moment) {
            return moment.equals(unbounded) ? null : moment.toString();
        }

        static Optional<Validity> read(Fields fields) {
            var earliest = Validity.ALWAYS.from();
            var latest = Validity.ALWAYS.until();
            var from = fields.moment("from", earliest, latest, earliest);
            var until = fields.moment("until", earliest, latest, latest);
            return fields.make(() -> new Validity(from, until));
        }
    }

    /** As it is stored. */
    public static SubscriptionForm of(Versioned<Subscription> stored) {
        var subscription = stored.object();
        return new SubscriptionForm(
                subscription.id(),
                stored.version(),
                stored.createdAt().toString(),
                subscription.application(),
                Named.of(subscription.subscriber()),
                subscription.policy(),
                subscription.backends().stream().sorted().toList(),
                subscription.fallbackOrder(),
                subscription.status().name(),
                Valid.of(subscription.validity()));
    }

    /** As it is sent. */
    static Optional<Subscription> read(Fields fields) {
        var id = fields.id("id");
        var application = fields.text("application", NAME);
        var subscriber = fields.object("subscriber", Named::read).orElse(Subscriber.NOBODY);
        var policy = fields.id("policy");
        fields.require("backends");
        var backends = fields.distinct("backends", Subscription.MOST_BACKENDS, TextRule.ID);
        var fallbackOrder = List.copyOf(fields.distinct("fallbackOrder", Subscription.MOST_BACKENDS, TextRule.ID));
        if (!backends.containsAll(fallbackOrder)) {
            fields.value("fallbackOrder").wrong("must be of the backends that may be called: add them to backends");
        }
        var status = fields.choice("status", Status.class, Status.ACTIVE);
        var validity = fields.object("validity", Valid::read).orElse(Validity.ALWAYS);
        return fields.make(
                () -> new Subscription(id, application, subscriber, policy, backends, fallbackOrder, status, validity));
    }
}
