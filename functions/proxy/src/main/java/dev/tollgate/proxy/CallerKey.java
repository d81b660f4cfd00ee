package dev.tollgate.proxy;

import java.util.List;
import java.util.Optional;

/** Finds the key where each SDK puts it. */
final class CallerKey {
    /** Where Google's clients may put it; it goes nowhere else. */
    static final String QUERY_PARAMETER = "key";

    private static final String BEARER = "Bearer ";
    /** Anthropic, Azure OpenAI, Gemini. */
    private static final List<String> PLAIN = List.of("x-api-key", "api-key", "x-goog-api-key");

    private CallerKey() {}

    /** The key as it was sent, empty where none was. */
    static Optional<String> find(GatewayRequest request) {
        return bearer(request.headers())
                .or(() -> PLAIN.stream()
                        .map(request.headers()::get)
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> Optional.ofNullable(request.query().get(QUERY_PARAMETER)));
    }

    private static Optional<String> bearer(Headers headers) {
        return headers.get("authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
