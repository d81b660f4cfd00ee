package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document is the truth: it has the routes that there are, and nothing in it leads nowhere. */
class OpenApiTest {
    private final ApiDocument document = new ApiDocument();
    private final AdminFixture admin = new AdminFixture();

    @Test
    void theDocument_hasTheRoutes_andNoOthers() {
        assertThat(document.operations()).containsExactlyInAnyOrderElementsOf(AdminFixture.routes());
    }

    @Test
    void theDocument_isServedAsItIs() {
        var answer = admin.ask(Ask.get("/openapi.yaml"));

        assertThat(answer.header("content-type")).isEqualTo("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3.1.0\n");
    }

    @Test
    void everyReference_leadsSomewhere_andEveryPartIsReferredTo() {
        var references =
                document.root().findValuesAsText("$ref").stream().distinct().toList();
        var parts = Stream.of("schemas", "parameters", "headers", "responses")
                .flatMap(sort -> document.root()
                        .path("components")
                        .path(sort)
                        .propertyStream()
                        .map(part -> "#/components/%s/%s".formatted(sort, part.getKey())));

        assertThat(references).containsExactlyInAnyOrderElementsOf(parts.toList());
    }

    @Test
    void everyOperation_hasAnIdOfItsOwn_andASummary() {
        var operations = document.root()
                .path("paths")
                .valueStream()
                .flatMap(JsonNode::propertyStream)
                .filter(field -> !field.getKey().equals("parameters"))
                .map(Map.Entry::getValue)
                .toList();

        assertThat(operations).allSatisfy(operation -> {
            assertThat(operation.path("summary").asText()).isNotEmpty();
            assertThat(operation.path("tags")).hasSize(1);
        });
        assertThat(operations.stream()
                        .map(operation -> operation.path("operationId").asText()))
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    /** The check that every test's replies pass can fail. */
    @Test
    void aReplyThatTheDocumentHasNot_isFound() {
        var good = admin.ask(Ask.get("/policies"));

        assertThatThrownBy(() -> document.check("GET", "/policies", new Answer(200, good.headers(), "{\"items\":1}")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> document.check("GET", "/policies", new Answer(200, good.headers(), """
                        {"items": [], "secret": 1}""")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> document.check("GET", "/policies", new Answer(200, good.headers(), """
                        {"items": [{"id": "x"}]}""")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> document.check("GET", "/policies", new Answer(418, good.headers(), "{}")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> document.check("GET", "/policies/{id}", good)).isInstanceOf(AssertionError.class);
    }
}
