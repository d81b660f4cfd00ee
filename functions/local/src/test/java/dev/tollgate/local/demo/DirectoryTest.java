package dev.tollgate.local.demo;

import static dev.tollgate.local.demo.DemoCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which models there are, which paths, and who may call them. */
@Timeout(30)
class DirectoryTest {
    private final DemoModel model = new DemoModel(Duration.ZERO);
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models, accept, any, data, id, ''",
        "/openai/v1/models, accept, any, data, id, ''",
        "/v1/models, anthropic-version, 2023-06-01, data, id, ''",
        "/v1/models, x-goog-api-key, any, models, name, models/",
        "/v1beta/models, accept, any, models, name, models/",
    })
    void models_areListed_inTheDialectOfTheCaller(
            String path, String header, String value, String list, String name, String prefix) {
        var reply = ok(caller.get(path, header, value));

        assertThat(reply.path(list))
                .extracting(entry -> entry.path(name).asText())
                .containsSequence(prefix + "demo", prefix + "demo-slow", prefix + "demo-cached")
                .contains(prefix + "demo-error-429");
        assertThat(model.ledger()).isEmpty();
    }

    @Test
    void models_haveWhatOpenAisHave() {
        var entry = ok(caller.get("/v1/models/any-name"));

        assertThat(entry.path("id").asText()).isEqualTo("any-name");
        assertThat(entry.path("object").asText()).isEqualTo("model");
        assertThat(entry.path("created").isIntegralNumber()).isTrue();
        assertThat(ok(caller.get("/v1/models")).path("object").asText()).isEqualTo("list");
    }

    @Test
    void models_haveWhatAnthropicsHave() {
        var entry = ok(caller.get("/v1/models/any-name", "anthropic-version", "2023-06-01"));
        var list = ok(caller.get("/v1/models", "anthropic-version", "2023-06-01"));

        assertThat(entry.path("id").asText()).isEqualTo("any-name");
        assertThat(entry.path("type").asText()).isEqualTo("model");
        assertThat(Instant.parse(entry.path("created_at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(list.path("has_more")).isEqualTo(json("false"));
        assertThat(list.path("first_id").asText()).isEqualTo("demo");
        assertThat(list.path("last_id"))
                .isEqualTo(list.path("data").path(list.path("data").size() - 1).path("id"));
    }

    @Test
    void models_haveWhatGeminisHave() {
        var entry = ok(caller.get("/v1beta/models/any-name"));

        assertThat(entry.path("name").asText()).isEqualTo("models/any-name");
        assertThat(entry.path("supportedGenerationMethods"))
                .extracting(JsonNode::asText)
                .contains("generateContent", "countTokens");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /v1/chat/completions                    | /error/code          | unknown_url",
                "POST | /v1/models                              | /error/code          | unknown_url",
                "GET  | /                                       | /error/code          | unknown_url",
                "POST | /v1/chat/completions/x                  | /error/code          | unknown_url",
                "POST | /openai/deployments/d/chat/completions  | /error/code          | 404",
                "POST | /v1/messages/batches                    | /error/type          | not_found_error",
                "POST | /v1beta/models/demo:predict             | /error/status        | NOT_FOUND",
                "POST | /model/demo/count-tokens                | /message             | There is no such path here.",
            })
    void anythingElse_isNotFound_inTheDialectOfThePath(String method, String path, String pointer, String kind) {
        var request = caller.request(path).method(method, BodyPublishers.noBody());

        var response = caller.send(request.build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response.body()).at(pointer).asText()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorization  | Bearer any                     | 200",
                "authorization  | bearer any                     | 200",
                "authorization  | AWS4-HMAC-SHA256 Credential=AKIA/20261120/us-east-1/bedrock/aws4_request, Signature=0 | 200",
                "x-api-key      | any                            | 200",
                "api-key        | any                            | 200",
                "x-goog-api-key | any                            | 200",
                "authorization  | Basic any                      | 401",
                "x-other-key    | any                            | 401",
            })
    void aKey_isTaken_whereverAnSdkPutsIt(String header, String value, int status) {
        var request = caller.bare("/v1/models").header(header, value).build();

        assertThat(caller.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(status);
    }

    @Test
    void aKey_isTaken_fromTheQuery() {
        var request = caller.bare("/v1beta/models?key=any").build();

        assertThat(caller.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void aMissingKey_isToldInTheDialectOfThePath() {
        assertThat(List.of("/v1/models", "/v1beta/models"))
                .map(path -> caller.send(caller.bare(path).build(), BodyHandlers.ofString()))
                .map(HttpResponse::body)
                .map(DemoCaller::json)
                .containsExactly(json("""
                                {"error": {"message": "Send any API key.", "type": "invalid_request_error",
                                 "param": null, "code": "invalid_api_key"}}"""), json("""
                                {"error": {"code": 401, "message": "Send any API key.", "status": "UNAUTHENTICATED"}}"""));
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response.body());
    }
}
