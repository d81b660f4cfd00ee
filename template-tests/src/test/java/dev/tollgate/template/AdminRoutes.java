package dev.tollgate.template;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tollgate.admin.function.AdminFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The routes of the admin function, by its own OpenAPI document: API Gateway has a resource for each of its paths. Immutable.
 *
 * @param all in the document's order
 */
record AdminRoutes(List<Route> all) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /**
     * One of them.
     *
     * @param method such as {@code GET}
     * @param resource such as {@code /policies/{id}}
     */
    record Route(String method, String resource) {
        private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

        /** What its variables stand for in a path, if this is one of its paths. */
        Optional<Map<String, String>> parameters(String path) {
            var pattern = Pattern.compile(
                    VARIABLE.matcher(resource.replace(".", "\\.")).replaceAll("(?<$1>[^/]+)"));
            var matcher = pattern.matcher(path);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            var parameters = new HashMap<String, String>();
            pattern.namedGroups().forEach((name, group) -> parameters.put(name, matcher.group(group)));
            return Optional.of(parameters);
        }

        @Override
        public String toString() {
            return method + " " + resource;
        }
    }

    /** Those of this build. */
    static AdminRoutes ofTheBuild() {
        return Document.ROUTES;
    }

    /** @throws IllegalArgumentException if there is none: API Gateway would not call the function */
    Route find(String method, String path) {
        return all.stream()
                .filter(route ->
                        route.method().equals(method) && route.parameters(path).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no route for %s %s".formatted(method, path)));
    }

    private static final class Document {
        static final AdminRoutes ROUTES = read();

        private static AdminRoutes read() {
            try (var file = Objects.requireNonNull(AdminFunction.class.getResourceAsStream("/openapi.yaml"))) {
                var paths = new ObjectMapper(new YAMLFactory()).readTree(file).path("paths");
                return new AdminRoutes(paths.properties().stream()
                        .flatMap(path -> path.getValue().properties().stream()
                                .filter(member -> METHODS.contains(member.getKey()))
                                .map(member -> new Route(member.getKey().toUpperCase(Locale.ROOT), path.getKey())))
                        .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
