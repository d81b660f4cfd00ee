package dev.tollgate.core.counter;

/** Whose counter it is: each kind is limited by itself. Ids come from the configuration and hold no {@code #}. */
public sealed interface Owner {
    /** The id in the configuration. */
    String id();

    /** An application's right to call, held to its plan. */
    record OfSubscription(String id) implements Owner {}

    /** A provider, protected from all its callers together. */
    record OfBackend(String id) implements Owner {}

    /**
     * A part of a provider that is limited by itself.
     *
     * @param id the backend
     * @param resource a route, such as {@code POST /v1/chat/completions}, or a model, such as {@code model:gpt-5}
     */
    record OfResource(String id, String resource) implements Owner {
        /** What a route is called. */
        public static OfResource route(String backend, String route) {
            return new OfResource(backend, route);
        }

        /** What a model is called: no route begins so. */
        public static OfResource model(String backend, String model) {
            return new OfResource(backend, "model:" + model);
        }
    }
}
