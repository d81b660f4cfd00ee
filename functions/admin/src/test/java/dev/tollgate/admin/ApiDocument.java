package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.tollgate.admin.http.Json;
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
        response.path("headers")
                .properties()
                .forEach(header -> checkHeader(header.getKey(), header.getValue(), answer));
        if (!response.has("content")) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        var type = answer.header("content-type");
        assertThat(response.path("content").has(type)).as(type).isTrue();
        if (type.endsWith("json")) {
            checkText(pointer + "/content/" + escape(type) + "/schema", answer.body());
        }
    }

    /** Fails unless this is a body that the document has for the operation. */
    void checkBody(String method, String template, String body) {
        var pointer = "/paths/%s/%s/requestBody/content".formatted(escape(template), method.toLowerCase(Locale.ROOT));
        var type = document.at(pointer).fieldNames();
        assertThat(type.hasNext()).as("a body of %s %s", method, template).isTrue();
        checkText(
                pointer + "/" + escape(type.next()) + "/schema",
                withoutNulls(Json.read(body).orElseThrow()).toString());
    }

    /** A field that is null counts as left out, so the schemas do without it. */
    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        node.forEach(ApiDocument::withoutNulls);
        return node;
    }

    private void checkHeader(String name, JsonNode part, Answer answer) {
        var header = part.has("$ref") ? document.at(part.path("$ref").asText().substring(1)) : part;
        var isThere = answer.headers().containsKey(name);
        assertThat(isThere || !header.path("required").asBoolean())
                .as("header %s", name)
                .isTrue();
        var schema = header.path("schema");
        if (isThere && schema.has("pattern")) {
            assertThat(answer.header(name)).matches(schema.path("pattern").asText());
        }
        if (isThere && schema.has("const")) {
            assertThat(answer.header(name)).isEqualTo(schema.path("const").asText());
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
