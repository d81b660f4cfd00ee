package dev.tollgate.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a call asks for: a route with its parameters. Immutable.
 *
 * @param route the route
 * @param parameters of its path, by name
 * @param query its query parameters, those of the route alone
 */
public record Target(Route route, Map<String, String> parameters, Map<String, String> query) {
    /** Drops the query parameters that are not the route's. */
    public Target {
        parameters = Map.copyOf(parameters);
        var kept = new HashMap<>(query);
        kept.keySet().retainAll(route.query());
        query = Map.copyOf(kept);
    }

    /** The same with another value for a parameter of its path. */
    public Target with(String name, String value) {
        var changed = new HashMap<>(parameters);
        changed.put(name, value);
        return new Target(route, changed, query);
    }

    /** Path and query as they are sent, behind the backend's base URL. */
    public String path() {
        var path = route.path(parameters);
        if (query.isEmpty()) {
            return path;
        }
        return new TreeMap<>(query)
                .entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(joining("&", path + "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
