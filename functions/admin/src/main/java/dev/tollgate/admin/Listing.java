package dev.tollgate.admin;

import dev.tollgate.admin.access.Scope;
import dev.tollgate.admin.http.Parameters;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BillingPlan;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The objects of a list that are wanted. Immutable. Where not all of a list are, a page of it may hold fewer than were asked for
 * although more follow.
 *
 * @param source the list
 * @param wanted which of it
 * @param given by which parameters they were asked for
 * @param <T> the kind
 */
record Listing<T extends ConfigurationObject>(
        Function<PageRequest, Page<T>> source, Predicate<T> wanted, Map<String, String> given) {
    private static final int LONGEST = 200;

    /** Says what a request wants. */
    @FunctionalInterface
    interface Reader<T extends ConfigurationObject> {
        /** Reads the parameters that say which. */
        Listing<T> read(ConfigurationCatalogue catalogue, Parameters parameters, Scope scope);
    }

    /** All of a kind. */
    static <T extends ConfigurationObject> Reader<T> all(Class<T> kind) {
        return (catalogue, _, _) -> new Listing<>(page -> catalogue.list(kind, page), _ -> true, Map.of());
    }

    /** Policies by {@code billingPlan}. */
    static Listing<Policy> policies(ConfigurationCatalogue catalogue, Parameters parameters, Scope scope) {
        var plan = parameters.choice("billingPlan", names(BillingPlan.values()));
        return new Listing<>(
                page -> catalogue.list(Policy.class, page),
                policy -> isAny(plan, policy.offer().billingPlan().name()),
                given("billingPlan", plan));
    }

    /** Backends by {@code dialect}. */
    static Listing<Backend> backends(ConfigurationCatalogue catalogue, Parameters parameters, Scope scope) {
        var dialect = parameters.text("dialect", LONGEST);
        return new Listing<>(
                page -> catalogue.list(Backend.class, page),
                backend -> isAny(dialect, backend.dialect()),
                given("dialect", dialect));
    }

    /** Subscriptions by {@code policy}, {@code backend}, {@code subscriber}, {@code status} and {@code application}. */
    static Listing<Subscription> subscriptions(ConfigurationCatalogue catalogue, Parameters parameters, Scope scope) {
        var policy = parameters.id("policy");
        var backend = parameters.id("backend");
        var subscriber = parameters.text("subscriber", LONGEST);
        var status = parameters.choice("status", names(Subscription.Status.values()));
        var application = parameters.text("application", LONGEST);
        Predicate<Subscription> wanted = each -> scope.includes(each)
                && isAny(policy, each.policy())
                && (backend.isEmpty() || each.backends().contains(backend))
                && isAny(subscriber, each.subscriber().name())
                && isAny(status, each.status().name())
                && isAny(application, each.application());
        var given = given(
                "policy",
                policy,
                "backend",
                backend,
                "subscriber",
                subscriber,
                "status",
                status,
                "application",
                application);
        return new Listing<>(source(catalogue, scope, policy, backend, subscriber), wanted, given);
    }

    /** The shortest list that has them all: whose they are, before what they name. */
    private static Function<PageRequest, Page<Subscription>> source(
            ConfigurationCatalogue catalogue, Scope scope, String policy, String backend, String subscriber) {
        if (scope instanceof Scope.OneSubscriber(var name)) {
            return page -> catalogue.subscriptionsOf(name, page);
        }
        if (!subscriber.isEmpty()) {
            return page -> catalogue.subscriptionsOf(subscriber, page);
        }
        if (!policy.isEmpty()) {
            return page -> catalogue.naming(new Reference(Policy.class, policy), Subscription.class, page);
        }
        if (!backend.isEmpty()) {
            return page -> catalogue.naming(new Reference(Backend.class, backend), Subscription.class, page);
        }
        return page -> catalogue.list(Subscription.class, page);
    }

    /** A page of them. */
    Page<T> page(PageRequest request) {
        var page = source.apply(request);
        var entries = page.entries().stream().filter(this::isWanted).toList();
        return new Page<>(entries, page.next());
    }

    /** What cannot be understood may be wanted. */
    private boolean isWanted(Page.Entry<T> entry) {
        return !(entry instanceof Page.Found<T>(var stored)) || wanted.test(stored.object());
    }

    private static boolean isAny(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, String> given(String... namesAndValues) {
        var given = new TreeMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                given.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return given;
    }
}
