package dev.tollgate.upstream.bedrock;

import static dev.tollgate.upstream.DialectCaller.NOT_SENT;
import static dev.tollgate.upstream.DialectCaller.SENT;
import static dev.tollgate.upstream.DialectCaller.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConverseRequestTest {
    private static final String PATH = "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse";
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]";
    private static final String PROMPT_ARN = "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT12345:1";

    private final DialectCaller caller = TestDialect.caller();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                                             | 1000",
                ",\"inferenceConfig\":{\"maxTokens\":5}                                       | 5",
                ",\"inferenceConfig\":{\"maxTokens\":null}                                    | 1000",
                ",\"inferenceConfig\":null                                                    | 1000",
                ",\"inferenceConfig\":{\"maxTokens\":5},\"additionalModelRequestFields\":{\"max_tokens\":700}  | 700",
                ",\"inferenceConfig\":{\"maxTokens\":700},\"additionalModelRequestFields\":{\"max_tokens\":5}  | 700",
                ",\"inferenceConfig\":{\"maxTokens\":5,\"max_new_tokens\":9}                  | 9",
                ",\"additionalModelRequestFields\":{\"max_gen_len\":9}                        | 9",
                ",\"additionalModelRequestFields\":{\"maxTokens\":9}                          | 9",
                ",\"additionalModelRequestFields\":{\"inferenceConfig\":{\"max_new_tokens\":9}} | 9",
                ",\"additionalModelRequestFields\":{\"textGenerationConfig\":{\"maxTokenCount\":9}} | 9",
                ",\"inferenceConfig\":{\"maxTokens\":5},\"additionalModelRequestFields\":{\"n\":3} | 15",
                ",\"inferenceConfig\":{\"maxTokens\":5},\"additionalModelRequestFields\":{\"num_generations\":4,\"n\":2} | 20",
                ",\"inferenceConfig\":{\"maxTokens\":50},\"additionalModelRequestFields\":{\"thinking\":{\"budget_tokens\":20}} | 50",
                ",\"inferenceConfig\":{\"maxTokens\":50},\"additionalModelRequestFields\":{\"thinking\":{\"budget_tokens\":500}} | 550",
                ",\"inferenceConfig\":{\"maxTokens\":50},\"additionalModelRequestFields\":{\"reasoning_config\":{\"budget_tokens\":50}} | 100",
            })
    void parse_estimatesTheCompletion_byTheLargestMaximumOfAllModels(String fields, long expected) {
        assertThat(valid(fields).estimate().completionTokens()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                        | {\"inferenceConfig\":{\"maxTokens\":1000},%s}",
                ",\"inferenceConfig\":null               | {%s,\"inferenceConfig\":{\"maxTokens\":1000}}",
                ",\"inferenceConfig\":{ \"topP\":0.10 }  | {%s,\"inferenceConfig\":{\"maxTokens\":1000, \"topP\":0.10 }}",
                ",\"inferenceConfig\":{\"maxTokens\":null } | {%s,\"inferenceConfig\":{\"maxTokens\":1000 }}",
                ",\"additionalModelRequestFields\":{\"max_tokens\":9} | {\"inferenceConfig\":{\"maxTokens\":9},%s,\"additionalModelRequestFields\":{\"max_tokens\":9}}",
            })
    void parse_putsTheMaximumIn_whereBedrockObeysIt(String fields, String expected) {
        var json = json(fields);

        assertThat(body(caller.with(SENT).post(PATH, json))).isEqualTo(expected.formatted(MESSAGES));
        assertThat(body(caller.with(NOT_SENT).post(PATH, json))).isEqualTo(json);
    }

    @Test
    void parse_leavesTheBodyAlone_whenNothingNeedsToChange() {
        var json = "{ %s ,\"inferenceConfig\":{\"maxTokens\": 5,\"temperature\":1.0},\"requestMetadata\":{\"a\":\"b\"}}"
                .formatted(MESSAGES);

        assertThat(body(caller.with(SENT).post(PATH, json))).isEqualTo(json);
        assertThat(body(caller.with(SENT).post(PATH + "-stream", json))).isEqualTo(json);
    }

    @Test
    void parse_takesTheModelFromThePath_decodedOnce() {
        var call = caller.post(PATH, json(""));

        assertThat(call.model().sent()).isEqualTo("us.anthropic.claude-sonnet-4-5-20250929-v1:0");
        assertThat(call.path()).isEqualTo(PATH);
    }

    @Test
    void parse_putsAnArnIn_forItsAlias() {
        var arn = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc";

        var call = caller.withAlias("claude", arn).post("/model/claude/converse", json(""));

        assertThat(call.model().called()).isEqualTo("claude");
        assertThat(call.model().sent()).isEqualTo(arn);
        assertThat(call.path())
                .isEqualTo(
                        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Aapplication-inference-profile%2Fabc/converse");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"messages\":{}}                                                             | messages",
                "{\"messages\":\"hi\"}                                                         | messages",
                "{\"Messages\":[]}                                                             | Messages",
                "{\"system\":\"be\"}                                                           | system",
                "{\"toolConfig\":[]}                                                           | toolConfig",
                "{\"promptVariables\":[]}                                                      | promptVariables",
                "{\"inferenceConfig\":[]}                                                      | inferenceConfig",
                "{\"inferenceConfig\":5}                                                       | inferenceConfig",
                "{\"InferenceConfig\":{\"maxTokens\":5}}                                       | InferenceConfig",
                "{\"inferenceConfig\":{\"maxTokens\":0}}                                       | inferenceConfig.maxTokens",
                "{\"inferenceConfig\":{\"maxTokens\":-1}}                                      | inferenceConfig.maxTokens",
                "{\"inferenceConfig\":{\"maxTokens\":1.5}}                                     | inferenceConfig.maxTokens",
                "{\"inferenceConfig\":{\"maxTokens\":\"9\"}}                                   | inferenceConfig.maxTokens",
                "{\"inferenceConfig\":{\"maxTokens\":[9]}}                                     | inferenceConfig.maxTokens",
                "{\"inferenceConfig\":{\"maxTokens\":99999999999999999999}}                    | inferenceConfig.maxTokens",
                "{\"inferenceConfig\":{\"MaxTokens\":9}}                                       | inferenceConfig.MaxTokens",
                "{\"inferenceConfig\":{\"maxtokens\":9}}                                       | inferenceConfig.maxtokens",
                "{\"additionalModelRequestFields\":[]}                                         | additionalModelRequestFields",
                "{\"additionalModelRequestFields\":{\"max_tokens\":\"9\"}}                     | additionalModelRequestFields.max_tokens",
                "{\"additionalModelRequestFields\":{\"Max_Tokens\":9}}                         | additionalModelRequestFields.Max_Tokens",
                "{\"additionalModelRequestFields\":{\"n\":129}}                                | additionalModelRequestFields.n",
                "{\"additionalModelRequestFields\":{\"thinking\":{\"budget_tokens\":true}}}    | additionalModelRequestFields.thinking.budget_tokens",
                "{\"additionalModelRequestFields\":{\"thinking\":\"on\"}}                      | additionalModelRequestFields.thinking",
            })
    void parse_refusesFieldsThatMeteringCannotRead(String json, String field) {
        assertThat(fault(json).field()).isEqualTo(field);
        assertThat(fault(json).kind()).isEqualTo(Fault.Kind.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"messages\":[],\"messages\":[]}", "{\"messages\":[]} {}", "{"})
    void parse_refusesWhatIsNoJsonObject(String json) {
        assertThat(fault(json).kind()).isEqualTo(Fault.Kind.BAD_REQUEST);
    }

    @Test
    void parse_estimatesThePrompt_byTheBytesOfTheBody() {
        var call = caller.post(PATH, json(",\"system\":[{\"text\":\"€\"},{\"cachePoint\":{\"type\":\"default\"}}]"));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"x\"}",
                "{\"toolUse\":{\"toolUseId\":\"1\",\"name\":\"n\",\"input\":{\"video\":{\"s3Location\":{}}}}}",
                "{\"toolResult\":{\"toolUseId\":\"1\",\"content\":[{\"json\":{\"a\":1}},{\"text\":\"x\"}]}}",
                "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"x\",\"signature\":\"y\"}}}",
                "{\"guardContent\":{\"text\":{\"text\":\"x\"}}}",
                "{\"cachePoint\":{\"type\":\"default\"}}",
                "{\"citationsContent\":{\"content\":[{\"text\":\"x\"}]}}",
                "{\"searchResult\":{\"source\":\"s\",\"title\":\"t\",\"content\":[{\"text\":\"x\"}]}}",
                "{\"document\":{\"name\":\"n\",\"format\":\"txt\",\"source\":{\"text\":\"x\"}}}",
                "{\"document\":{\"name\":\"n\",\"source\":{\"content\":[{\"text\":\"x\"}]}}}",
                "{\"toolAddition\":{\"tool\":{\"name\":\"n\"}}}",
            })
    void parse_countsBlocksWhoseTextIsInTheBody_byTheirBytes(String block) {
        var call = withBlock(caller, block);

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"%s\"}}}",
                "{\"guardContent\":{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"%s\"}}}}",
                "{\"toolResult\":{\"content\":[{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"%s\"}}}]}}",
            })
    void parse_countsAnImageAsAFixedNumber(String block) {
        var call = withBlock(caller, block.formatted("A".repeat(100_000)));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length - 100_000 + 5_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"image\":{\"source\":{\"s3Location\":{\"uri\":\"s3://a/b\"}}}}                       | 0",
                "{\"image\":{\"source\":{\"bytes\":\"AAAA\",\"s3Location\":{\"uri\":\"s3://a/b\"}}}}    | 4",
                "{\"image\":{}}                                                                         | 0",
                "{\"document\":{\"name\":\"n\",\"source\":{\"bytes\":\"AAAA\"}}}                        | 4",
                "{\"document\":{\"name\":\"n\",\"source\":{\"s3Location\":{\"uri\":\"s3://a/b\"}}}}     | 0",
                "{\"document\":{\"source\":{\"text\":\"x\",\"bytes\":\"AAAA\"}}}                        | 4",
                "{\"video\":{\"source\":{\"bytes\":\"AAAA\"}}}                                          | 4",
                "{\"video\":{\"source\":{\"s3Location\":{\"uri\":\"s3://a/b\"}}}}                       | 0",
                "{\"audio\":{\"source\":{\"bytes\":\"AAAA\"}}}                                          | 4",
                "{\"toolResult\":{\"content\":[{\"video\":{\"source\":{\"s3Location\":{}}}}]}}          | 0",
                "{\"toolResult\":{\"content\":{\"video\":{\"source\":{\"s3Location\":{}}}}}}            | 0",
                "{\"text\":\"x\",\"video\":{\"source\":{\"s3Location\":{}}}}                            | 0",
                "{\"type\":\"text\",\"text\":\"x\",\"video\":{\"source\":{\"s3Location\":{}}}}          | 0",
                "{\"Video\":{\"source\":{\"s3Location\":{}}}}                                           | 0",
                "{\"hologram\":{}}                                                                      | 0",
            })
    void parse_refusesContentOfAnySize_unlessTheBackendSaysWhatItCountsAs(String block, long data) {
        var json = "{\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}".formatted(block);

        assertThat(fault(json).field()).isEqualTo("messages");
        assertThat(fault(json).message()).contains("promptEstimation.unseenTokens");
        var allowed = withBlock(caller.with(PromptEstimation.STRICT.withUnseen(5_000)), block);
        assertThat(allowed.estimate().promptTokens()).isEqualTo(allowed.body().length - data + 5_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"toolConfig\":{\"tools\":[{\"systemTool\":{\"name\":\"nova_grounding\"}}]}}                     | toolConfig",
                "{\"additionalModelRequestFields\":{\"tools\":[{\"type\":\"computer_20250124\"}]}}                 | tools",
                "{\"additionalModelRequestFields\":{\"mcp_servers\":[{\"url\":\"https://x\"}]}}                    | mcp_servers",
                "{\"additionalModelRequestFields\":{\"container\":\"c\"}}                                          | container",
                "{\"additionalModelRequestFields\":{\"context_management\":{\"edits\":[{\"type\":\"compact_1\"}]}}} | context_management",
                "{\"promptVariables\":{\"a\":{\"text\":\"x\"}}}                                                    | promptVariables",
                "{\"system\":[{\"video\":{}}]}                                                                     | system",
            })
    void parse_refusesWhatTheProviderBringsIn(String json, String field) {
        assertThat(fault(json).field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"additionalModelRequestFields\":{\"context_management\":{\"edits\":[{\"type\":\"clear_tool_uses_1\"}]}}}",
                "{\"additionalModelRequestFields\":{\"mcp_servers\":[],\"container\":null,\"top_k\":5}}",
                "{\"promptVariables\":{}}",
                "{\"guardrailConfig\":{\"guardrailIdentifier\":\"g\",\"guardrailVersion\":\"1\"}}",
            })
    void parse_takesWhatBringsNothingIn(String json) {
        var call = caller.post(PATH, json);

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"t\"}}]}}                                       | 1024",
                "{\"toolConfig\":{\"tools\":[]}}                                                                      | 0",
                "{\"additionalModelRequestFields\":{\"tools\":[{\"name\":\"t\"},{\"type\":\"custom\"}]}}              | 1024",
                "{\"outputConfig\":{\"textFormat\":{\"type\":\"json_schema\"}}}                                       | 1024",
                "{\"outputConfig\":{\"effort\":\"low\"}}                                                              | 0",
                "{\"outputConfig\":{\"textFormat\":{}},\"toolConfig\":{\"tools\":[{\"toolSpec\":{}}]}}                | 2048",
            })
    void parse_addsTheInstructions_thatProvidersWriteForToolsAndFormats(String json, long extra) {
        var call = caller.post(PATH, json);

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length + extra);
    }

    @Test
    void aStoredPrompt_isRefused_whereItsPromptOrItsMaximumCouldBeOfAnySize() {
        var stored = caller.withAlias("greeting", PROMPT_ARN);
        var path = "/model/greeting/converse";

        assertThat(stored.fault(path, "{}").field()).isEqualTo("modelId");
        var allowing = stored.with(PromptEstimation.STRICT.withUnseen(5_000));
        assertThat(allowing.with(SENT).fault(path, "{}").message()).contains("its maximum is not in the body");
        var call = allowing.post(path, "{\"promptVariables\":{\"a\":{\"text\":\"x\"}}}");
        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length + 5_000);
        assertThat(call.estimate().canBeLowered()).isFalse();
        assertThat(body(call)).doesNotContain("inferenceConfig");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                 | 120 | {\"inferenceConfig\":{\"maxTokens\":120},%s}",
                ",\"inferenceConfig\":{\"maxTokens\":500, \"topP\":0.50} | 120 | {%s,\"inferenceConfig\":{\"maxTokens\":120, \"topP\":0.50}}",
                ",\"inferenceConfig\":{\"maxTokens\":500},\"additionalModelRequestFields\":{\"max_tokens\":50} | 120 | {%s,\"inferenceConfig\":{\"maxTokens\":120},\"additionalModelRequestFields\":{\"max_tokens\":50}}",
                ",\"inferenceConfig\":{\"maxTokens\":50},\"additionalModelRequestFields\":{\"a\":{\"b\":[ ]},\"inferenceConfig\":{\"max_new_tokens\":500}} | 120 | {%s,\"inferenceConfig\":{\"maxTokens\":50},\"additionalModelRequestFields\":{\"a\":{\"b\":[ ]},\"inferenceConfig\":{\"max_new_tokens\":120}}}",
                ",\"inferenceConfig\":{\"maxTokens\":500},\"additionalModelRequestFields\":{\"n\":3} | 100 | {%s,\"inferenceConfig\":{\"maxTokens\":33},\"additionalModelRequestFields\":{\"n\":3}}",
            })
    void lowered_lowersEveryMaximum_andNothingElse(String fields, long tokens, String expected) {
        var call = valid(fields);

        var lowered = call.lowered(call.estimate().withCompletion(tokens));

        assertThat(body(lowered)).isEqualTo(expected.formatted(MESSAGES));
        assertThat(lowered.estimate().completionTokens()).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                                                              | 16",
                ",\"inferenceConfig\":{\"maxTokens\":5}                                                        | 5",
                ",\"inferenceConfig\":{\"maxTokens\":500},\"additionalModelRequestFields\":{\"n\":3}           | 48",
                ",\"inferenceConfig\":{\"maxTokens\":5000},\"additionalModelRequestFields\":{\"thinking\":{\"budget_tokens\":1024}} | 1040",
                ",\"inferenceConfig\":{\"maxTokens\":500},\"additionalModelRequestFields\":{\"thinking\":{\"budget_tokens\":1024}}  | 1040",
            })
    void aCall_isNotLoweredToLessThanIsWorthAsking(String fields, long least) {
        assertThat(valid(fields).estimate().leastCompletionTokens()).isEqualTo(least);
    }

    @Test
    void theMaximum_isThatOfEachCompletion() {
        assertThat(valid(",\"inferenceConfig\":{\"maxTokens\":500},\"additionalModelRequestFields\":{\"n\":3}")
                        .maximum())
                .isEqualTo(500);
    }

    @Test
    void countingTokens_isNoInference_andGoesOnAsItCame() {
        var json = "{\"input\":{\"converse\":{ \"messages\":[]}}}";

        var call = caller.withAlias("claude", "anthropic.claude-x:0").post("/model/claude/count-tokens", json);

        assertThat(body(call)).isEqualTo(json);
        assertThat(call.path()).isEqualTo("/model/anthropic.claude-x%3A0/count-tokens");
        assertThat(call.estimate().promptTokens()).isZero();
        assertThat(DialectCaller.usageOf(call, "{\"inputTokens\":9}")
                        .orElseThrow()
                        .total())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /model/m/converse",
        "POST, /model/m",
        "POST, /model/m/invoke-with-bidirectional-stream",
        "POST, /async-invoke",
        "POST, /guardrail/g/version/1/apply",
        "POST, /model/a/b/converse",
        "POST, /model/arn%3Aaws%2Fb/converse",
        "POST, /model/m/Converse",
    })
    void whatIsNotInTheTable_cannotBeCalled(String method, String path) {
        assertThat(caller.find(method, path, Map.of(), "{}")).isEmpty();
    }

    private static ModelCall withBlock(DialectCaller caller, String block) {
        return caller.post(PATH, "{\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}".formatted(block));
    }

    private ModelCall valid(String fields) {
        return caller.with(SENT).post(PATH, json(fields));
    }

    private Fault fault(String json) {
        return caller.fault(PATH, json);
    }

    private static String json(String fields) {
        return "{%s%s}".formatted(MESSAGES, fields == null ? "" : fields);
    }
}
