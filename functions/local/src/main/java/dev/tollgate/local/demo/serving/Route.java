package dev.tollgate.local.demo.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where an operation is. Immutable.
 *
 * @param method the HTTP method
 * @param path the whole path, still encoded, with a named group for each variable
 * @param endpoint the operation
 */
public record Route(String method, Pattern path, Endpoint endpoint) {
    /** A {@code GET}; the template is as in {@link #post}. */
    public static Route get(String template, Endpoint endpoint) {
        return new Route("GET", pattern(template), endpoint);
    }

    /** A {@code POST}; each {@code {name}} of the template stands for something without a slash. */
    public static Route post(String template, Endpoint endpoint) {
        return new Route("POST", pattern(template), endpoint);
    }

    /** Reads the request if it is for this route. */
    Optional<Reading> read(Request request) {
        var matcher = path.matcher(request.path());
        if (!method.equals(request.method()) || !matcher.matches()) {
            return Optional.empty();
        }
        var variables = path.namedGroups().keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> decode(matcher.group(name))));
        return Optional.of(endpoint.read(request.with(variables)));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replace(".", "\\.").replaceAll("\\{(\\w+)}", "(?<$1>[^/]+)"));
    }

    /** In a path, a plus is a plus. */
    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    }
}
