package dev.tollgate.testkit.lambda;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Map;

/**
 * A request without its body.
 *
 * @param request method and path, without the API's version
 * @param headers by name without regard to case
 */
record RequestHead(String request, Map<String, String> headers) {
    private static final String VERSION = "/2018-06-01";

    static RequestHead read(Wire wire) throws IOException {
        var line = wire.line();
        var headers = wire.fields();
        var parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[2].equals("HTTP/1.1")) {
            throw new ProtocolException("not a request of HTTP/1.1: " + line);
        }
        if (!headers.containsKey("host")) {
            throw new ProtocolException("no host: " + line);
        }
        if (!parts[1].startsWith(VERSION + "/")) {
            throw new ProtocolException("not this version of the API: " + line);
        }
        return new RequestHead(parts[0] + " " + parts[1].substring(VERSION.length()), headers);
    }

    boolean has(String name, String value) {
        return value.equalsIgnoreCase(headers.get(name));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean isStreaming() {
        return has("Lambda-Runtime-Function-Response-Mode", "streaming");
    }
}
