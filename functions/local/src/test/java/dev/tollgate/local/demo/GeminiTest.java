package dev.tollgate.local.demo;

import static dev.tollgate.local.demo.DemoCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.local.demo.serving.Served;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class GeminiTest {
    private static final String DEMO = "/v1beta/models/demo:";

    private final DemoModel model = new DemoModel(Duration.ZERO);
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @Test
    void usage_leavesZerosOut_andTakesThoughtsApart() {
        var plain = caller.postForJson(DEMO + "generateContent", Api.GEMINI.body("", false, 5));
        var thoughtful =
                caller.postForJson("/v1beta/models/demo-thinking:generateContent", Api.GEMINI.body("", false, 16));
        var cached = caller.postForJson("/v1beta/models/demo-cached:generateContent", Api.GEMINI.body("", false, 5));

        assertThat(plain.path("usageMetadata"))
                .isEqualTo(json("{\"promptTokenCount\":7,\"candidatesTokenCount\":5,\"totalTokenCount\":12}"));
        assertThat(thoughtful.path("usageMetadata")).isEqualTo(json("""
                        {"promptTokenCount": 7, "candidatesTokenCount": 2, "thoughtsTokenCount": 14,
                         "totalTokenCount": 23}"""));
        assertThat(cached.path("usageMetadata")).isEqualTo(json("""
                        {"promptTokenCount": 7, "cachedContentTokenCount": 3, "candidatesTokenCount": 5,
                         "totalTokenCount": 12}"""));
    }

    @Test
    void aStream_repeatsARunningUsage() {
        var chunks = caller.postForEvents(DEMO + "streamGenerateContent?alt=sse", Api.GEMINI.body("", true, 3));

        assertThat(chunks)
                .extracting(
                        chunk -> chunk.at("/usageMetadata/candidatesTokenCount").asInt())
                .containsExactly(1, 2, 3);
        assertThat(chunks)
                .extracting(chunk -> chunk.at("/usageMetadata/promptTokenCount").asInt())
                .containsOnly(7);
        assertThat(chunks)
                .extracting(chunk -> chunk.at("/candidates/0/finishReason").asText(null))
                .containsExactly(null, null, "MAX_TOKENS");
    }

    @Test
    void aStream_isAnArray_whereNobodyAsksForEvents() throws IOException {
        var text = new String(
                caller.open(DEMO + "streamGenerateContent", Api.GEMINI.body("", true, 3))
                        .body()
                        .readAllBytes(),
                UTF_8);

        assertThat(text).startsWith("[{").contains("},\r\n{").endsWith("}]\n");
        assertThat(json(text)).hasSize(3);
    }

    @Test
    void candidates_areAllBilled_streamedOrNot() {
        var body = "{'contents':[{'parts':[{'text':'Hello'}]}],"
                + "'generationConfig':{'candidateCount':2,'maxOutputTokens':3}}";

        var reply = caller.postForJson(DEMO + "generateContent", body);
        var chunks = caller.postForEvents(DEMO + "streamGenerateContent?alt=sse", body);

        assertThat(reply.path("candidates")).hasSize(2);
        assertThat(reply.at("/usageMetadata/candidatesTokenCount").asInt()).isEqualTo(6);
        assertThat(chunks.getLast().path("usageMetadata")).isEqualTo(reply.path("usageMetadata"));
        assertThat(model.ledger())
                .containsExactly(new Served("demo", 5, 6, false, false), new Served("demo", 5, 6, true, false));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{'contents':[{'parts':[{'text':'Hello'}]}]}`, 5",
                "`{'generateContentRequest':{'contents':[{'parts':[{'text':'Hello'}]}],"
                        + "'systemInstruction':{'parts':[{'text':'Be short.'}]}}}`, 11",
                "`{'generate_content_request':{'contents':[{'parts':[{'text':'Hello'}]}],"
                        + "'system_instruction':{'parts':[{'text':'Be short.'}]}}}`, 11",
            })
    void tokens_areCounted_andNotBilled(String body, long tokens) {
        var counted = caller.postForJson(DEMO + "countTokens", body);

        assertThat(counted).isEqualTo(json("{\"totalTokens\":%d}".formatted(tokens)));
        assertThat(model.ledger()).isEmpty();
    }

    @Test
    void embeddings_areTheSame_aloneAndInABatch() {
        var alone = caller.postForJson(
                DEMO + "embedContent", "{'content':{'parts':[{'text':'Hello'}]},'outputDimensionality':3}");

        var batch = caller.postForJson(
                DEMO + "batchEmbedContents",
                "{'requests':[{'content':{'parts':[{'text':'Hello'}]},'outputDimensionality':3},"
                        + "{'content':{'parts':[{'text':'gate'}]}}]}");

        assertThat(alone.at("/embedding/values")).hasSize(3).isEqualTo(batch.at("/embeddings/0/values"));
        assertThat(batch.at("/embeddings/1/values")).hasSize(8);
        assertThat(model.ledger())
                .containsExactly(new Served("demo", 2, 0, false, false), new Served("demo", 3, 0, false, false));
    }
}
