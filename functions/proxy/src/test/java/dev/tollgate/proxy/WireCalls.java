package dev.tollgate.proxy;

import dev.tollgate.upstream.Dialect;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls that every gateway lets pass: at least one for each operation of each dialect. */
final class WireCalls {
    private static final String CHAT =
            "{\"model\":\"allowed\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":10}";

    private static final List<Legal> OPEN_AI = List.of(
            new Legal("POST", "/v1/chat/completions", CHAT),
            new Legal("POST", "/v1/completions", "{\"model\":\"allowed\",\"prompt\":\"hi\",\"max_tokens\":10}"),
            new Legal("POST", "/v1/embeddings", "{\"model\":\"allowed\",\"input\":\"hi\"}"),
            new Legal("POST", "/v1/responses", "{\"model\":\"allowed\",\"input\":\"hi\",\"max_output_tokens\":10}"),
            new Legal("GET", "/v1/models", ""),
            new Legal("GET", "/v1/models/allowed", ""));

    private static final Map<String, List<Legal>> BY_DIALECT = Map.of("openai", OPEN_AI, "openai-compatible", OPEN_AI);

    private WireCalls() {}

    /**
     * A call that passes.
     *
     * @param path the path, at the gateway behind the backend's name and at the provider
     * @param body the body, empty where there is none
     */
    record Legal(String method, String path, String body) {
        /** As an event with a key. */
        WireEvent event(Dialect dialect) {
            return event(dialect, method, path);
        }

        /** The same call with another method or path. */
        WireEvent event(Dialect dialect, String otherMethod, String otherPath) {
            var event = new WireEvent(dialect.id(), otherMethod, otherPath)
                    .withKey()
                    .header("content-type", "application/json");
            return body.isEmpty() ? event : event.body(body);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** One of them and its dialect. */
    record Case(Dialect dialect, Legal call) {
        @Override
        public String toString() {
            return dialect.id() + ": " + call;
        }
    }

    static List<Legal> of(Dialect dialect) {
        return BY_DIALECT.getOrDefault(dialect.id(), List.of());
    }

    /** The first of them that has a body. */
    static Legal withBody(Dialect dialect) {
        return of(dialect).stream()
                .filter(call -> !call.body().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    static Stream<Case> all() {
        return WireGateway.DIALECTS.stream()
                .flatMap(dialect -> of(dialect).stream().map(call -> new Case(dialect, call)));
    }

    /** Those that name their model in the body. */
    static Stream<Case> withModelInBody() {
        return all().filter(each -> each.call().body().contains("\"model\":\"allowed\""));
    }
}
