package dev.tollgate.upstream.openai;

import static dev.tollgate.upstream.DialectCaller.NOT_SENT;
import static dev.tollgate.upstream.DialectCaller.SENT;
import static dev.tollgate.upstream.DialectCaller.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.DialectCaller;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionsCallsTest {
    private static final String COMPLETIONS = "/v1/completions";

    private final DialectCaller caller = DialectCaller.of(OpenAiDialect.openAi());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                "prompt":"a"                                            | 1000
                "prompt":null                                           | 1000
                "suffix":"b"                                            | 1000
                "prompt":"a","max_tokens":16                            | 16
                "prompt":"a","max_tokens":10,"n":2,"best_of":5          | 50
                "prompt":["a","b","c"],"max_tokens":10                  | 30
                "prompt":["a","b","c"],"max_tokens":10,"n":2            | 60
                "prompt":[1,2,3,4],"max_tokens":10                      | 10
                "prompt":[[1,2],[3]],"max_tokens":10                    | 20
                "prompt":[],"max_tokens":10                             | 10
                "prompt":[1,"a"],"max_tokens":10                        | 20
                "prompt_embeds":["AA==","AA=="],"max_tokens":10         | 20
                "prompt":"a","prompt_embeds":"AA==","max_tokens":10     | 20
                "prompt":"a","max_tokens":10,"max_completion_tokens":90 | 90
                "prompt":"a","max_tokens":10,"echo":true,"logprobs":5   | 10
                """)
    void estimate_countsACompletionForEveryPrompt(String fields, long expected) {
        var call = caller.with(SENT).post(COMPLETIONS, "{\"model\":\"m\",%s}".formatted(fields));

        assertThat(call.estimate().completionTokens()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                "prompt":"a"                            | {"max_tokens":1000,"model":"m","prompt":"a"}
                "prompt":"a","max_completion_tokens":7  | {"max_tokens":7,"model":"m","prompt":"a","max_completion_tokens":7}
                "prompt":"a","max_tokens":7             | {"model":"m","prompt":"a","max_tokens":7}
                """)
    void read_capsByTheFieldThatThisPathHas(String fields, String expected) {
        var call = caller.with(SENT).post(COMPLETIONS, "{\"model\":\"m\",%s}".formatted(fields));

        assertThat(body(call)).isEqualTo(expected);
    }

    @Test
    void read_asksForUsageInAStream_andOtherwiseLeavesTheBodyAlone() {
        var whole = "{\"model\":\"m\",\"prompt\":[1, 2],\"echo\":true}";
        var streamed = "{\"model\":\"m\",\"prompt\":\"a\",\"stream\":true}";

        assertThat(body(caller.with(NOT_SENT).post(COMPLETIONS, whole))).isEqualTo(whole);
        assertThat(body(caller.with(NOT_SENT).post(COMPLETIONS, streamed)))
                .isEqualTo(
                        "{\"stream_options\":{\"include_usage\":true},\"model\":\"m\",\"prompt\":\"a\",\"stream\":true}");
    }

    @ParameterizedTest
    @CsvSource({"BYTES, 4032", "TYPICAL, 2000"})
    void estimate_ofTokenIds_isNeverBelowTheirNumber(PromptEstimation.Basis basis, long expected) {
        var ids = String.join(",", Collections.nCopies(2_000, "7"));
        var estimation = new PromptEstimation(basis, 0, 0);

        var call =
                caller.with(estimation).post(COMPLETIONS, "{\"model\":\"m\",\"prompt\":[[%s]],\"n\":1}".formatted(ids));

        assertThat(call.estimate().promptTokens()).isEqualTo(expected);
    }

    @Test
    void estimate_staysWithinWhatCanBeCounted_forManyPrompts() {
        var prompts = String.join(",", Collections.nCopies(50_000, "\"\""));

        var call = caller.post(
                COMPLETIONS,
                "{\"model\":\"m\",\"prompt\":[%s],\"max_tokens\":2147483647,\"best_of\":128}".formatted(prompts));

        assertThat(call.estimate().completionTokens()).isEqualTo(Usage.MAX_TOKENS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"prompt":"a"}                                                    | model
                {"model":"m","prompt":7}                                          | prompt
                {"model":"m","prompt":{"prompt_string":"a"}}                      | prompt
                {"model":"m","prompt":[{"prompt_string":"a"}]}                    | prompt
                {"model":"m","prompt":[[1,"a"]]}                                  | prompt
                {"model":"m","prompt":[null]}                                     | prompt
                {"model":"m","prompt_embeds":true}                                | prompt_embeds
                {"model":"m","prompt":"a","Prompt":"b"}                           | Prompt
                {"model":"m","prompt":"a","max_tokens":0}                         | max_tokens
                {"model":"m","prompt":"a","best_of":"9"}                          | best_of
                {"model":"m","prompt":"a","plugins":[{"id":"web"}]}               | plugins
                {"model":"m","prompt":"a","models":["n"]}                         | models
                """)
    void read_refusesWhatMeteringCannotRead(String json, String field) {
        assertThat(caller.fault(COMPLETIONS, json).field()).isEqualTo(field);
    }

    @Test
    void lowered_sharesWhatIsLeftAmongAllPrompts() {
        var call = caller.with(SENT)
                .post(COMPLETIONS, "{\"model\":\"m\",\"prompt\":[\"a\",\"b\"],\"max_tokens\":100,\"n\":2}");

        var lowered = call.lowered(call.estimate().withCompletion(90));

        assertThat(body(lowered)).isEqualTo("{\"model\":\"m\",\"prompt\":[\"a\",\"b\"],\"max_tokens\":22,\"n\":2}");
        assertThat(call.estimate().leastCompletionTokens()).isEqualTo(64);
    }
}
