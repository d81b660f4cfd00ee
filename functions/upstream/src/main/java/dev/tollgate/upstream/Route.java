package dev.tollgate.upstream;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A path of a provider that may be called.
 *
 * @param method such as {@code POST}
 * @param template the provider's own path, in which a part may be a parameter, such as {@code /v1/models/{model}} or
 *     {@code /v1beta/models/{model}:generateContent}
 * @param query the query parameters that go to the provider; all others are dropped
 */
public record Route(String method, String template, Set<String> query) {
    /** Copies the set. */
    public Route {
        query = Set.copyOf(query);
    }

    /** A route without query parameters. */
    public Route(String method, String template) {
        this(method, template, Set.of());
    }

    /** The parameters in a path, if it is one of this route. */
    public Optional<Map<String, String>> match(String calledMethod, RequestPath path) {
        if (!method.equals(calledMethod)) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        var start = 1;
        for (var segment : path.segments()) {
            if (start > template.length()) {
                return Optional.empty();
            }
            var slash = template.indexOf('/', start);
            var end = slash < 0 ? template.length() : slash;
            if (!match(template.substring(start, end), segment, parameters)) {
                return Optional.empty();
            }
            start = end + 1;
        }
        return start > template.length() ? Optional.of(Map.copyOf(parameters)) : Optional.empty();
    }

    /** The path with these parameters in it, encoded. */
    String path(Map<String, String> parameters) {
        var path = new StringBuilder();
        for (var part : template.substring(1).split("/", -1)) {
            var close = part.indexOf('}');
            path.append('/');
            path.append(
                    part.startsWith("{")
                            ? RequestPath.encode(parameters.getOrDefault(part.substring(1, close), ""))
                                    + part.substring(close + 1)
                            : part);
        }
        return path.toString();
    }

    /** A parameter with a suffix cannot hold what the suffix begins with: servers differ in where they would cut. */
    private static boolean match(String part, String segment, Map<String, String> parameters) {
        if (!part.startsWith("{")) {
            return part.equals(segment);
        }
        var close = part.indexOf('}');
        var suffix = part.substring(close + 1);
        if (!segment.endsWith(suffix) || segment.length() == suffix.length()) {
            return false;
        }
        var value = segment.substring(0, segment.length() - suffix.length());
        if (!suffix.isEmpty() && value.indexOf(suffix.charAt(0)) >= 0) {
            return false;
        }
        parameters.put(part.substring(1, close), value);
        return true;
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
