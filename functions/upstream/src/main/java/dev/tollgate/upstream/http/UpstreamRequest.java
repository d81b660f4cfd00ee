package dev.tollgate.upstream.http;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What is sent to a provider.
 *
 * @param method such as {@code POST}
 * @param uri where to, decided by the configuration
 * @param headers those that may go there, the credential among them; what frames the message is not theirs to say
 * @param body the body; empty for none
 * @param within the time left for the call
 */
public record UpstreamRequest(String method, URI uri, Map<String, String> headers, byte[] body, Duration within) {
    /** The same with one more header. */
    public UpstreamRequest with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new UpstreamRequest(method, uri, more, body, within);
    }

    /** The same, with so much time for the call. */
    public UpstreamRequest within(Duration time) {
        return new UpstreamRequest(method, uri, headers, body, time);
    }

    /** Without the headers, which hold a credential, and without the body. */
    @Override
    public String toString() {
        return method + " " + uri;
    }
}
