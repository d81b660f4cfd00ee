package dev.tollgate.infra.stage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * What the admin function answers, as the OpenAPI document in its zip says: the API has these routes and none more. Immutable.
 *
 * @param all in the document's order
 */
record OpenApiRoutes(List<Route> all) {
    private static final String DOCUMENT = "openapi.yaml";
    /** What else stands under a path, such as parameters, is no method. */
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /** A method in capitals and a path such as {@code /policies/{id}}. */
    record Route(String method, String path) {}

    /** @throws IllegalArgumentException if the zip has no such document */
    static OpenApiRoutes in(Path adminZip) {
        try (var zip = new ZipFile(adminZip.toFile())) {
            var entry = zip.getEntry(DOCUMENT);
            if (entry == null) {
                throw new IllegalArgumentException("%s has no %s".formatted(adminZip, DOCUMENT));
            }
            var document = new JsonMapper(new YAMLFactory()).readTree(zip.getInputStream(entry));
            var routes = new ArrayList<Route>();
            for (var path : document.path("paths").properties()) {
                path.getValue().fieldNames().forEachRemaining(field -> {
                    if (METHODS.contains(field)) {
                        routes.add(new Route(field.toUpperCase(Locale.ROOT), path.getKey()));
                    }
                });
            }
            return new OpenApiRoutes(List.copyOf(routes));
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read: %s".formatted(adminZip, e.getMessage()), e);
        }
    }
}
