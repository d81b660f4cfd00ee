package dev.tollgate.admin.usage;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.report.LimitedOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whose use is asked for. Immutable.
 *
 * @param subscription its id, empty of a backend
 * @param policy the id of its policy, empty of a backend
 * @param backend its id, empty of a subscription
 * @param parts what is limited by itself: the subscription, the provider, or its resources
 */
record Subject(String subscription, String policy, String backend, List<Part> parts) {
    Subject {
        parts = List.copyOf(parts);
    }

    /**
     * What is limited by itself.
     *
     * @param name what messages call it, such as {@code plan AIGold}
     * @param route empty where it is none
     * @param model the provider's name for it, empty where it is none
     */
    record Part(String name, String route, String model, LimitedOwner owner) {
        private static Part ofRoute(String backend, String route, BackendLimits.PerResource limits) {
            var owner = Owner.OfResource.route(backend, route);
            return new Part("route " + route, route, "", new LimitedOwner(owner, limits.ofRoute(route)));
        }

        private static Part ofModel(String backend, String model, BackendLimits.PerResource limits) {
            var owner = Owner.OfResource.model(backend, model);
            return new Part("model " + model, "", model, new LimitedOwner(owner, limits.ofModel(model)));
        }
    }

    /** A subscription under its plan. */
    static Subject of(Subscription subscription, Policy policy) {
        var owner = new LimitedOwner(new Owner.OfSubscription(subscription.id()), policy.limits());
        return new Subject(subscription.id(), policy.id(), "", List.of(new Part("plan " + policy.id(), "", "", owner)));
    }

    /** A provider as a whole, or those of its resources that are known by name and limited. */
    static Subject of(Backend backend) {
        return switch (backend.limits()) {
            case BackendLimits.ProviderWide(var limits) -> {
                var owner = new LimitedOwner(new Owner.OfBackend(backend.id()), limits);
                yield ofBackend(backend, Stream.of(new Part("backend " + backend.id(), "", "", owner)));
            }
            case BackendLimits.PerResource limits ->
                ofBackend(
                        backend,
                        Stream.concat(
                                        limits.routes().keySet().stream()
                                                .sorted()
                                                .map(route -> Part.ofRoute(backend.id(), route, limits)),
                                        models(backend, limits).stream()
                                                .map(model -> Part.ofModel(backend.id(), model, limits)))
                                .filter(part -> !part.owner().limits().isEmpty()));
        };
    }

    /**
     * One route and one model of a provider, each where it is not empty, be they named in the configuration or not; where neither
     * is given, the same as {@link #of(Backend)}. Nothing where the provider is limited as a whole, and has no resources.
     */
    static Subject of(Backend backend, String route, String model) {
        if (route.isEmpty() && model.isEmpty()) {
            return of(backend);
        }
        var parts = new ArrayList<Part>();
        if (backend.limits() instanceof BackendLimits.PerResource limits) {
            if (!route.isEmpty()) {
                parts.add(Part.ofRoute(backend.id(), route, limits));
            }
            if (!model.isEmpty()) {
                parts.add(Part.ofModel(backend.id(), backend.providersName(model), limits));
            }
        }
        return ofBackend(backend, parts.stream());
    }

    private static Subject ofBackend(Backend backend, Stream<Part> parts) {
        return new Subject("", "", backend.id(), parts.toList());
    }

    private static Set<String> models(Backend backend, BackendLimits.PerResource limits) {
        var models = new TreeSet<>(limits.models().keySet());
        backend.callable().map(backend::providersName).forEach(models::add);
        return models;
    }
}
