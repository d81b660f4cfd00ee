package dev.tollgate.local.demo.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request as it came. Immutable.
 *
 * @param method the HTTP method
 * @param path the path, still encoded
 * @param query the parameters behind the path; the first of a name counts
 * @param headers their names in any case
 * @param content the body's bytes; not to be changed
 * @param variables what the route's template found in the path, decoded
 */
public record Request(
        String method,
        String path,
        Map<String, String> query,
        Headers headers,
        byte[] content,
        Map<String, String> variables) {
    /** Copies the maps. */
    public Request {
        query = Map.copyOf(query);
        headers = Headers.of(headers);
        variables = Map.copyOf(variables);
    }

    /** Reads all of it. */
    public static Request of(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        return new Request(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                query(Optional.ofNullable(uri.getRawQuery()).orElse("")),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes(),
                Map.of());
    }

    /** The body, to be read as JSON. */
    public Body body() {
        return Body.of(content);
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** What the route's template found under this name. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    Request with(Map<String, String> found) {
        return new Request(method, path, query, headers, content, found);
    }

    private static Map<String, String> query(String text) {
        return Stream.of(text.split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], UTF_8),
                        pair -> pair.length == 1 ? "" : URLDecoder.decode(pair[1], UTF_8),
                        (first, _) -> first));
    }
}
