package dev.tollgate.admin.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The schemas of {@code openapi.yaml}. */
public final class Schemas {
    private static final String BASE = "https://tollgate.test/openapi";

    private final JsonNode document;
    private final JsonSchemaFactory factory;
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    public Schemas() {
        try (var in = Form.class.getResourceAsStream("/openapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(BASE, document.toString()))));
    }

    JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    public void check(String name, JsonNode value) {
        var schema = schemas.computeIfAbsent(
                name, _ -> factory.getSchema(SchemaLocation.of(BASE + "#/components/schemas/" + name)));
        assertThat(schema.validate(value)).as("%s: %s", name, value).isEmpty();
    }
}
