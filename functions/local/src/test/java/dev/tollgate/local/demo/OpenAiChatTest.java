package dev.tollgate.local.demo;

import static dev.tollgate.local.demo.DemoCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.local.demo.serving.Served;
import dev.tollgate.local.demo.serving.Tokens;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OpenAiChatTest {
    private static final String CHAT = "/v1/chat/completions";

    private final DemoModel model = new DemoModel(Duration.ZERO);
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @Test
    void chat_answersWhatTheUserSaid() {
        var reply = caller.postForJson(CHAT, body("any-name", ""));

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
        var reply = caller.postForJson(CHAT, body("demo", ""));

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
    @CsvSource({"5, , 5", ", 5, 5", "7, 5, 5", "5, 7, 5"})
    void chat_isCut_atTheSmallerMaximum(Integer maxTokens, Integer maxCompletionTokens, int expected) {
        var limits = ", \"max_tokens\": %s, \"max_completion_tokens\": %s".formatted(maxTokens, maxCompletionTokens);

        var reply = caller.postForJson(CHAT, body("demo", limits));

        assertThat(reply.at("/usage/completion_tokens").asLong()).isEqualTo(expected);
        assertThat(reply.at("/choices/0/message/content").asText()).isEqualTo("You said: \"Hello,");
        assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void chat_countsAllChoices() {
        var reply = caller.postForJson(CHAT, body("demo", ", \"n\": 3, \"max_tokens\": 5"));

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
        var response = caller.post(CHAT, body);

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
        var response = caller.post(CHAT, body("demo", ", \"%s\": %s".formatted(field, value)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response.body()).at("/error/param").asText()).isEqualTo(field);
    }

    @Test
    void chat_answersHalfACharacter() {
        var reply = caller.postForJson(
                CHAT, "{\"model\": \"demo\", \"messages\": [{\"role\": \"user\", \"content\": \"\\ud83d\"}]}");

        assertThat(reply.at("/choices/0/message/content").asText()).startsWith("You said: \"?\".");
    }

    /** A body with one message; {@code more} is more fields, each with a comma before it. */
    private static String body(String name, String more) {
        return "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello, gate!\"}]%s}"
                .formatted(name, more);
    }
}
