package dev.tollgate.core.configuration;

import dev.tollgate.core.quota.Limits;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What all callers together may ask of a provider: one limit for the whole of it, or one for each of its resources. Never
 * both, as in WSO2's gateway.
 */
public sealed interface BackendLimits {
    /** Every limit that there is. */
    Stream<Limits> all();

    /** Whether any of them limits something of which this holds. */
    default boolean anyMatch(Predicate<Limits> condition) {
        return all().anyMatch(condition);
    }

    /** One limit for all that is asked of the provider. */
    record ProviderWide(Limits limits) implements BackendLimits {
        /** Nothing is limited. */
        public static final ProviderWide NONE = new ProviderWide(Limits.NONE);

        @Override
        public Stream<Limits> all() {
            return Stream.of(limits);
        }
    }

    /**
     * A limit for each route and for each model, every one counted by itself. A call is held to that of its route and that of
     * its model.
     *
     * @param everyRoute of a route that is not among {@code routes}
     * @param routes of a route by its method and path, such as {@code POST /v1/chat/completions}
     * @param everyModel of a model that is not among {@code models}
     * @param models of a model by the provider's name for it
     */
    record PerResource(Limits everyRoute, Map<String, Limits> routes, Limits everyModel, Map<String, Limits> models)
            implements BackendLimits {
        /** Copies the maps. */
        public PerResource {
            routes = Map.copyOf(routes);
            models = Map.copyOf(models);
        }

        /** What a route is limited to. */
        public Limits ofRoute(String route) {
            return routes.getOrDefault(route, everyRoute);
        }

        /** What a model is limited to. */
        public Limits ofModel(String model) {
            return models.getOrDefault(model, everyModel);
        }

        /** Whoever may call any model could call a limited one by another of its names, or make up one for each call. */
        void requireModelsAmong(Set<String> allowed) {
            var areLimited = !everyModel.isEmpty() || !models.isEmpty();
            if (areLimited && (allowed.isEmpty() || !allowed.containsAll(models.keySet()))) {
                throw new IllegalArgumentException(
                        "limits on models need a list of the models that may be called, with each of them in it");
            }
        }

        @Override
        public Stream<Limits> all() {
            return Stream.of(Stream.of(everyRoute, everyModel), routes.values().stream(), models.values().stream())
                    .flatMap(limits -> limits);
        }
    }
}
