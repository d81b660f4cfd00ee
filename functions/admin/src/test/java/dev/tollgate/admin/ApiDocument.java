package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code openapi.yaml}, and what it says of replies: its schemas are JSON Schema 2020-12. */
final class ApiDocument {
    private static final String BASE = "https://tollgate.test/openapi";

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    ApiDocument() {
        try (var in = AdminHandler.class.getResourceAsStream("/openapi.yaml")) {
            document = YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                factory -> factory.schemaLoaders(loaders -> loaders.schemas(Map.of(BASE, document.toString()))));
    }

    JsonNode root() {
        return document;
    }

    /** The methods and paths, as {@code GET /policies}. */
    List<String> operations() {
        var operations = new ArrayList<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(field -> {
                    if (!field.equals("parameters")) {
                        operations.add(field.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    /** Fails unless the reply is one that the document has for the operation, with its headers and of its schema. */
    void check(String method, String template, Answer answer) {
        var pointer = "/paths/%s/%s/responses/%d"
                .formatted(escape(template), method.toLowerCase(Locale.ROOT), answer.status());
        var response = document.at(pointer);
        if (response.has("$ref")) {
            pointer = response.path("$ref").asText().substring(1);
            response = document.at(pointer);
        }
        assertThat(response.isMissingNode())
                .as("a response %d of %s %s", answer.status(), method, template)
                .isFalse();
        response.path("headers").properties().forEach(header -> checkHeader(header.getKey(), answer));
        if (!response.has("content")) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        var content = response.path("content").properties().iterator().next();
        assertThat(answer.header("content-type")).isEqualTo(content.getKey());
        if (content.getKey().endsWith("json")) {
            checkText(pointer + "/content/" + escape(content.getKey()) + "/schema", answer.body());
        }
    }

    private void checkHeader(String name, Answer answer) {
        assertThat(answer.headers()).containsKey(name);
        var pattern = document.at("/components/headers/" + escape(name) + "/schema/pattern");
        if (!pattern.isMissingNode()) {
            assertThat(answer.header(name)).matches(pattern.asText());
        }
    }

    private void checkText(String pointer, String json) {
        var schema = schemas.getSchema(SchemaLocation.of(BASE + "#" + pointer));
        assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
