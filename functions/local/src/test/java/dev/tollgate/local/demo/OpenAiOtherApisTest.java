package dev.tollgate.local.demo;

import static dev.tollgate.local.demo.DemoCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.tollgate.local.demo.serving.Served;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of OpenAI's API is no chat completion, and Azure's form of it. */
@Timeout(30)
class OpenAiOtherApisTest {
    private static final String COMPLETIONS = "/v1/completions";
    private static final String RESPONSES = "/v1/responses";
    private static final String EMBEDDINGS = "/v1/embeddings";

    private final DemoModel model = new DemoModel(Duration.ZERO);
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @Test
    void completions_sayNoMoreThanSixteenTokens_whenNobodySaysHowMany() {
        var reply = caller.postForJson(COMPLETIONS, "{'model':'demo','prompt':'Hello'}");

        assertThat(reply.path("id").asText()).startsWith("cmpl-");
        assertThat(reply.path("object").asText()).isEqualTo("text_completion");
        assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`'Hello'`, 2, 1",
                "`['Hello','you two']`, 4, 2",
                "`[7,8,9]`, 3, 1",
                "`[[7,8,9],[1]]`, 4, 2",
            })
    void completions_answerEachPrompt(String prompt, long promptTokens, int prompts) {
        var reply =
                caller.postForJson(COMPLETIONS, "{'model':'demo','n':3,'max_tokens':2,'prompt':%s}".formatted(prompt));

        assertThat(reply.at("/usage/prompt_tokens").asLong()).isEqualTo(promptTokens);
        assertThat(reply.path("choices")).hasSize(3 * prompts);
        assertThat(reply.at("/usage/completion_tokens").asLong()).isEqualTo(2L * 3 * prompts);
    }

    @Test
    void completions_streamTheirReason_behindTheirTexts() {
        var parts = caller.postForEvents(COMPLETIONS, "{'model':'demo','prompt':'Hello','max_tokens':2,'stream':true}");

        assertThat(parts)
                .extracting(
                        part -> part.at("/choices/0/text").asText(),
                        part -> part.at("/choices/0/finish_reason").asText(null))
                .containsExactly(tuple("You", null), tuple(" said", null), tuple("", "length"));
        assertThat(parts).noneMatch(part -> part.has("usage"));
    }

    @Test
    void embeddings_areUnitVectors_whichOnlyThePromptIsBilledFor() {
        var reply = caller.postForJson(EMBEDDINGS, "{'model':'demo','input':['Hello','gate'],'dimensions':3}");

        assertThat(reply.path("data")).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.path("embedding")).hasSize(3);
            assertThat(StreamSupport.stream(entry.path("embedding").spliterator(), false)
                            .mapToDouble(value -> value.asDouble() * value.asDouble())
                            .sum())
                    .isCloseTo(1, within(1e-6));
        });
        assertThat(reply.at("/data/0/embedding")).isNotEqualTo(reply.at("/data/1/embedding"));
        assertThat(reply.path("usage")).isEqualTo(json("{\"prompt_tokens\":3,\"total_tokens\":3}"));
        assertThat(model.ledger()).containsExactly(new Served("demo", 3, 0, false, false));
    }

    @Test
    void embeddings_areTheSameInBase64() {
        var floats = caller.postForJson(EMBEDDINGS, "{'model':'demo','input':'Hello'}")
                .at("/data/0/embedding");

        var packed = caller.postForJson(EMBEDDINGS, "{'model':'demo','input':'Hello','encoding_format':'base64'}")
                .at("/data/0/embedding");

        var buffer = ByteBuffer.wrap(Base64.getDecoder().decode(packed.asText()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        assertThat(buffer.remaining()).isEqualTo(floats.size());
        assertThat(floats).allSatisfy(value -> assertThat(buffer.get()).isEqualTo(value.floatValue()));
    }

    @Test
    void responses_areNumberedEvents_fromCreatedToCompleted() {
        var events = caller.postForEvents(RESPONSES, "{'model':'demo-thinking','input':'Hello','stream':true}");

        assertThat(events)
                .extracting(event -> event.path("sequence_number").asInt())
                .isEqualTo(IntStream.range(0, events.size()).boxed().toList());
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .filteredOn(type -> !type.equals("response.output_text.delta"))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.output_item.done",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(events.getFirst().at("/response/usage").isNull()).isTrue();
        assertThat(events.getLast().at("/response/output"))
                .extracting(item -> item.path("type").asText())
                .containsExactly("reasoning", "message");
    }

    @Test
    void responses_endIncomplete_whenTheyAreCut() {
        var events =
                caller.postForEvents(RESPONSES, "{'model':'demo','input':'Hello','stream':true,'max_output_tokens':2}");

        assertThat(events.getLast().path("type").asText()).isEqualTo("response.incomplete");
        assertThat(events.getLast().at("/response/status").asText()).isEqualTo("incomplete");
        assertThat(events.getLast().at("/response/usage/output_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void responses_nameTheKindOfAnEvent_outsideItsDataToo() throws IOException {
        var stream = caller.open(RESPONSES, "{'model':'demo','input':'Hello','stream':true}")
                .body();

        assertThat(new String(stream.readAllBytes(), UTF_8))
                .startsWith("event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0,")
                .doesNotContain("[DONE]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`'instructions':'Be short.','input':'Hello'`, 11, Hello",
                "`'input':[{'role':'user','content':'Hello'}]`, 5, Hello",
                "`'input':[{'role':'user','content':[{'type':'input_text','text':'Hello'}]}]`, 5, Hello",
                "`'input':[{'role':'user','content':'Hello'},{'type':'function_call_output','output':'4'}]`, 9, Hello",
            })
    void responses_countAllThatTheModelReads(String fields, long tokens, String said) {
        var reply = caller.postForJson(RESPONSES, "{'model':'demo',%s}".formatted(fields));

        assertThat(reply.at("/usage/input_tokens").asLong()).isEqualTo(tokens);
        assertThat(reply.at("/output/0/content/0/text").asText()).startsWith("You said: \"%s\".".formatted(said));
    }

    @Test
    void azure_beginsAStream_withTheFiltersVerdict() {
        var parts = caller.postForEvents(
                "/openai/deployments/demo/chat/completions?api-version=1",
                "{'model':'demo-error-500','stream':true,'messages':[{'role':'user','content':'Hello'}]}");

        assertThat(parts.getFirst().path("choices").isEmpty()).isTrue();
        assertThat(parts.getFirst().has("prompt_filter_results")).isTrue();
        assertThat(parts.get(1).path("model").asText()).isEqualTo("demo");
    }

    @ParameterizedTest
    @CsvSource({"chat/completions", "completions", "embeddings", "responses"})
    void azure_hasOpenAisPaths_underItsOwn(String operation) {
        var reply = caller.postForJson(
                "/openai/v1/" + operation,
                "{'model':'demo','prompt':'x','input':'x','messages':[{'role':'user','content':'x'}]}");

        assertThat(reply.path("model").asText()).isEqualTo("demo");
        assertThat(reply.at("/usage/total_tokens").asLong()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"completions, 1", "embeddings, 1"})
    void azure_answersFromADeployment(String operation, long promptTokens) {
        var reply = caller.postForJson(
                "/openai/deployments/mine/%s?api-version=1".formatted(operation), "{'prompt':'x','input':'x'}");

        assertThat(reply.path("model").asText()).isEqualTo("mine");
        assertThat(reply.at("/usage/prompt_tokens").asLong()).isEqualTo(promptTokens);
    }
}
