package dev.tollgate.upstream.openai;

import static dev.tollgate.upstream.DialectCaller.SENT;
import static dev.tollgate.upstream.DialectCaller.body;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.http.ReplyHead;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsCallsTest {
    private static final String EMBEDDINGS = "/v1/embeddings";

    private final DialectCaller caller = DialectCaller.of(OpenAiDialect.openAi());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"hello\"",
                "[\"a\", \"b\"]",
                "[1, 2, 3]",
                "[[1, 2], [3]]",
                "null",
            })
    void read_leavesTheBodyAlone_andReservesNoCompletion(String input) {
        var json = "{\"model\":\"m\",\"input\":%s,\"encoding_format\":\"base64\",\"dimensions\":8}".formatted(input);

        var call = caller.with(SENT).post(EMBEDDINGS, json);

        assertThat(body(call)).isEqualTo(json);
        assertThat(call.estimate().promptTokens()).isEqualTo(json.length());
        assertThat(call.estimate().completionTokens()).isZero();
        assertThat(call.estimate().canBeLowered()).isFalse();
    }

    @Test
    void read_putsTheProvidersNameOfAModelIn() {
        var call = caller.withAlias("vectors", "text-embedding-3-small")
                .post(EMBEDDINGS, "{\"model\":\"vectors\",\"input\":\"a\"}");

        assertThat(body(call)).isEqualTo("{\"model\":\"text-embedding-3-small\",\"input\":\"a\"}");
    }

    @Test
    void estimate_ofTokenIds_isNeverBelowTheirNumber() {
        var typical = new PromptEstimation(PromptEstimation.Basis.TYPICAL, 0, 0);

        var call =
                caller.with(typical).post(EMBEDDINGS, "{\"model\":\"m\",\"input\":[%s1]}".formatted("1,".repeat(499)));

        assertThat(call.estimate().promptTokens()).isEqualTo(500);
    }

    @Test
    void estimate_countsTheImagesOfMessages_asAChatDoes() {
        var json =
                "{\"model\":\"m\",\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}]}]}";

        var call = caller.post(EMBEDDINGS, json.formatted("x".repeat(9_999)));

        assertThat(call.estimate().promptTokens()).isEqualTo(json.length() - 2 + 5_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"input":"a"}                                                         | model
                {"model":"m","input":7}                                               | input
                {"model":"m","input":{"text":"a"}}                                    | input
                {"model":"m","input":[{"image":"https://x"}]}                         | input
                {"model":"m","input":[[1,[2]]]}                                       | input
                {"model":"m","Input":"a"}                                             | Input
                {"model":"m","messages":"a"}                                          | messages
                {"model":"m","messages":[{"content":[{"type":"video_url"}]}]}         | messages
                {"model":"m","input":"a","models":["n"]}                              | models
                {"model":"m","input":"a","mm_processor_kwargs":{"max_pixels":9}}      | mm_processor_kwargs
                """)
    void read_refusesWhatMeteringCannotRead(String json, String field) {
        assertThat(caller.fault(EMBEDDINGS, json).field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"usage":{"prompt_tokens":8,"total_tokens":8}}                        | 8 | 8
                {"usage":{"total_tokens":8}}                                          | 8 | 8
                {"usage":{"prompt_tokens":8}}                                         | 8 | 8
                {"usage":{"prompt_tokens":0,"total_tokens":0}}                        | 0 | 0
                {"usage":{"prompt_tokens":8,"completion_tokens":0,"total_tokens":9}}  | 8 | 9
                """)
    void usageOf_hasNoCompletion(String reply, long prompt, long total) {
        assertThat(usageOf(reply)).isEqualTo(new Usage(prompt, 0, total, 0, 0, 0, Usage.Source.PROVIDER));
    }

    @Test
    void metering_takesTheNumbersOfAReplyForNoTokens_andNothingForAStream() {
        var metering =
                caller.post(EMBEDDINGS, "{\"model\":\"m\",\"input\":\"a\"}").metering();

        assertThat(metering.typicalCompletion("{\"data\":[0.1]}".getBytes(UTF_8)))
                .isZero();
        assertThat(metering.streamMeter(new ReplyHead(200, Map.of("content-type", "text/event-stream"))))
                .isEmpty();
    }

    private Usage usageOf(String reply) {
        var call = caller.post(EMBEDDINGS, "{\"model\":\"m\",\"input\":\"a\"}");
        return DialectCaller.usageOf(call, reply).orElseThrow();
    }
}
