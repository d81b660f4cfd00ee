package dev.tollgate.upstream;

/**
 * A path of a provider that may be called.
 *
 * @param method such as {@code POST}
 * @param path the provider's own, such as {@code /v1/chat/completions}
 * @param kind what a call of it costs
 */
public record Route(String method, String path, Kind kind) {
    /** What a call costs. */
    public enum Kind {
        /** A request and the tokens that its reply reports. */
        INFERENCE,
        /** A request and no tokens, whatever its reply says. */
        NO_INFERENCE
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
