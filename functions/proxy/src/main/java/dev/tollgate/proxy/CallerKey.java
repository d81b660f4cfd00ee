package dev.tollgate.proxy;

import java.util.List;
import java.util.Optional;

/** Finds the key where each SDK puts it. */
final class CallerKey {
    private static final String BEARER = "Bearer ";
    /** Anthropic, Azure OpenAI, Gemini. */
    private static final List<String> PLAIN = List.of("x-api-key", "api-key", "x-goog-api-key");

    private CallerKey() {}

    /** The key as it was sent, empty where none was. */
    static Optional<String> find(Headers headers) {
        return bearer(headers)
                .or(() -> PLAIN.stream()
                        .map(headers::get)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<String> bearer(Headers headers) {
        return headers.get("authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
