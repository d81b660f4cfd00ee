package dev.tollgate.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request to the admin API, without where that is and who asks. Immutable.
 *
 * @param method in capitals
 * @param path behind the base URL, its parts already encoded
 * @param query parameters by name, in the order in which they are sent
 * @param headers by name
 * @param body missing where there is none
 */
public record Call(String method, String path, Map<String, String> query, Map<String, String> headers, JsonNode body) {
    /** Copies the maps; their order stays. */
    public Call {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A request without a body. The parts of the path are encoded here. */
    public static Call of(String method, String... parts) {
        var path = new StringBuilder();
        for (var part : parts) {
            path.append('/').append(encoded(part));
        }
        return new Call(method, path.toString(), Map.of(), Map.of(), MissingNode.getInstance());
    }

    /** The same with a body. */
    public Call body(JsonNode content) {
        return new Call(method, path, query, headers, content);
    }

    /** The same with a parameter. */
    public Call query(String name, String value) {
        var more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new Call(method, path, more, headers, body);
    }

    /** The same with a header. */
    public Call header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, path, query, more, body);
    }

    /** Path and query as they stand in a URL. */
    String target() {
        var parameters = query.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }

    private static String encoded(String text) {
        // A form's encoding, but for the space: signatures know %20 alone. Dots alone would change the path.
        var encoded = URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }
}
