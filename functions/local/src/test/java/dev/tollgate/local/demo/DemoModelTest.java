package dev.tollgate.local.demo;

import static dev.tollgate.local.demo.DemoCaller.body;
import static dev.tollgate.local.demo.DemoCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DemoModelTest {
    private final DemoModel model = new DemoModel(Duration.ZERO);
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @Test
    void chat_answersWhatTheUserSaid() {
        var reply = caller.postForJson(body("any-name", ""));

        assertThat(reply.path("id").asText()).startsWith("chatcmpl-");
        assertThat(reply.path("object").asText()).isEqualTo("chat.completion");
        assertThat(reply.path("model").asText()).isEqualTo("any-name");
        var choice = reply.path("choices").path(0);
        assertThat(choice.at("/message/role").asText()).isEqualTo("assistant");
        assertThat(choice.at("/message/content").asText()).startsWith("You said: \"Hello, gate!\".");
        assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void chat_reportsTrueUsage() {
        var reply = caller.postForJson(body("demo", ""));

        var text = reply.at("/choices/0/message/content").asText();
        // Hell|o,| gat|e! and three for the message
        assertThat(reply.at("/usage/prompt_tokens").asLong()).isEqualTo(4 + 3);
        assertThat(reply.at("/usage/completion_tokens").asLong())
                .isEqualTo(Tokens.count(text))
                .isBetween(30L, 50L);
        assertThat(reply.at("/usage/total_tokens").asLong()).isEqualTo(4 + 3 + Tokens.count(text));
        assertThat(reply.at("/usage/prompt_tokens_details/cached_tokens")).isEqualTo(json("0"));
        assertThat(reply.at("/usage/completion_tokens_details/reasoning_tokens"))
                .isEqualTo(json("0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'m','messages':[{'role':''},{'role':''},{'role':'','content':null}]}",
                "{'model':'m','messages':[{'role':'user','content':'a b c d e f g h i j k l m n o p q r s t u v'}]}",
                "{'model':'m','messages':[{'role':'user','content':[{'text':'你 好'},{'text':'x'},{'image_url':1}]}]}"
            })
    void chat_countsNoMoreTokensThanThePromptHasBytes(String body) {
        var sent = json(body.replace('\'', '"'));

        var usage = caller.postForJson(sent.toString()).path("usage");

        assertThat(usage.path("prompt_tokens").asLong()).isLessThanOrEqualTo(textBytes(sent));
    }

    @ParameterizedTest
    @CsvSource({"5, , 5", ", 5, 5", "7, 5, 5", "5, 7, 5"})
    void chat_isCut_atTheSmallerMaximum(Integer maxTokens, Integer maxCompletionTokens, int expected) {
        var limits = ", \"max_tokens\": %s, \"max_completion_tokens\": %s".formatted(maxTokens, maxCompletionTokens);

        var reply = caller.postForJson(body("demo", limits));

        assertThat(reply.at("/usage/completion_tokens").asLong()).isEqualTo(expected);
        assertThat(reply.at("/choices/0/message/content").asText()).isEqualTo("You said: \"Hello,");
        assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void chat_countsAllChoices() {
        var reply = caller.postForJson(body("demo", ", \"n\": 3, \"max_tokens\": 5"));

        assertThat(reply.path("choices"))
                .hasSize(3)
                .extracting(choice -> choice.path("index").asInt())
                .containsExactly(0, 1, 2);
        assertThat(reply.at("/usage/completion_tokens").asLong()).isEqualTo(15);
        assertThat(model.ledger()).containsExactly(new Served("demo", 7, 15, false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"model\":",
                "{} {}",
                "{\"messages\": [{\"role\": \"user\"}]}",
                "{\"model\": \"demo\", \"messages\": []}",
                "{\"model\": \"demo\", \"messages\": [{}]}"
            })
    void chat_refusesWhatItCannotRead(String body) {
        var response = caller.post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response.body()).at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_tokens            | 0",
                "max_completion_tokens | 1.5",
                "n                     | 129",
                "stream                | \"yes\"",
                "stream_options        | {\"include_usage\": true}"
            })
    void chat_namesTheFieldThatIsWrong(String field, String value) {
        var response = caller.post(body("demo", ", \"%s\": %s".formatted(field, value)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response.body()).at("/error/param").asText()).isEqualTo(field);
    }

    @Test
    void chat_answersHalfACharacter() {
        var reply = caller.postForJson(
                "{\"model\": \"demo\", \"messages\": [{\"role\": \"user\", \"content\": \"\\ud83d\"}]}");

        assertThat(reply.at("/choices/0/message/content").asText()).startsWith("You said: \"?\".");
    }

    @Test
    void models_listsTheSpecialOnes() {
        var response = caller.send(caller.request("/v1/models").build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        var list = json(response.body());
        assertThat(list.path("object").asText()).isEqualTo("list");
        assertThat(list.path("data"))
                .extracting(entry -> entry.path("id").asText())
                .contains("demo", "demo-error-429", "demo-no-usage", "demo-stall", "demo-cut", "demo-slow");
        assertThat(model.ledger()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/chat/completions", "POST, /v1/models", "GET, /", "POST, /v1/chat/completions/x"})
    void anythingElse_isNotFound(String method, String path) {
        var request = caller.request(path).method(method, BodyPublishers.noBody());

        var response = caller.send(request.build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response.body()).at("/error/code").asText()).isEqualTo("unknown_url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/models"})
    void call_withoutAKey_isUnauthorized(String path) {
        var request = HttpRequest.newBuilder(model.baseUrl().resolve(path));
        if (path.endsWith("completions")) {
            request.POST(BodyPublishers.ofString(body("demo", "")));
        }

        var response = caller.send(request.build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response.body()).path("error")).isEqualTo(json("""
                        {"message": "Send any API key as a bearer token.", "type": "invalid_request_error",
                         "param": null, "code": "invalid_api_key"}"""));
    }

    private static long textBytes(JsonNode node) {
        var names = node.propertyStream()
                .mapToLong(field -> field.getKey().getBytes(UTF_8).length)
                .sum();
        var values = node.valueStream().mapToLong(DemoModelTest::textBytes).sum();
        return names + values + node.asText().getBytes(UTF_8).length;
    }
}
