package dev.tollgate.cli.api;

import java.net.URI;
import java.util.Map;

/** Proves who asks. Thread safe. */
@FunctionalInterface
public interface Access {
    /** Of nobody: the API will say what it wants. */
    Access NONE = (method, uri, headers, body) -> Map.of();

    /**
     * The headers that prove it, to be sent beside the given ones.
     *
     * @param body all that is sent, empty where there is none
     */
    Map<String, String> headers(String method, URI uri, Map<String, String> headers, byte[] body);

    /** With a token: that of a local gateway, or of a Cognito user pool. */
    static Access bearer(String token) {
        return (method, uri, headers, body) -> Map.of("authorization", "Bearer " + token);
    }
}
