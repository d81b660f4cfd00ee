package dev.tollgate.upstream.bedrock;

import static dev.tollgate.upstream.DialectCaller.NOT_SENT;
import static dev.tollgate.upstream.DialectCaller.SENT;
import static dev.tollgate.upstream.DialectCaller.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvokeRequestTest {
    private static final String CLAUDE = "/model/anthropic.claude-haiku-4-5-20251001-v1%3A0/invoke";
    private static final String IMPORTED = "arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdef123456";

    private final DialectCaller caller = TestDialect.caller();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                         | 1000",
                "{\"max_tokens\":5}                                         | 5",
                "{\"max_tokens\":5,\"max_tokens_to_sample\":90}             | 90",
                "{\"max_tokens\":5,\"max_completion_tokens\":90}            | 90",
                "{\"max_tokens\":90,\"max_gen_len\":5}                      | 90",
                "{\"max_tokens\":5,\"maxTokens\":90}                        | 90",
                "{\"max_tokens\":5,\"maxOutputTokens\":90}                  | 90",
                "{\"max_tokens\":5,\"textGenerationConfig\":{\"maxTokenCount\":90}} | 90",
                "{\"max_tokens\":5,\"inferenceConfig\":{\"maxTokens\":90}}  | 90",
                "{\"max_tokens\":5,\"inferenceConfig\":{\"max_new_tokens\":90}} | 90",
                "{\"max_tokens\":5,\"n\":3}                                 | 15",
                "{\"max_tokens\":5,\"num_generations\":3,\"n\":1}           | 15",
                "{\"max_tokens\":5,\"numResults\":3}                        | 15",
                "{\"max_tokens\":5000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}} | 5000",
                "{\"max_tokens\":500,\"thinking\":{\"budget_tokens\":1024}} | 1524",
            })
    void parse_estimatesTheCompletion_byTheLargestMaximumOfAllModels(String json, long expected) {
        assertThat(caller.with(SENT).post(CLAUDE, json).estimate().completionTokens())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "anthropic.claude-haiku-4-5-20251001-v1:0 | {\"max_tokens\":1000}",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0 | {\"max_tokens\":1000}",
                "global.anthropic.claude-opus-5           | {\"max_tokens\":1000}",
                "us-gov.anthropic.claude-3-haiku-v1:0     | {\"max_tokens\":1000}",
                "amazon.nova-lite-v1:0                    | {\"inferenceConfig\":{\"maxTokens\":1000}}",
                "eu.amazon.nova-2-lite-v1:0               | {\"inferenceConfig\":{\"maxTokens\":1000}}",
                "amazon.titan-text-express-v1             | {\"textGenerationConfig\":{\"maxTokenCount\":1000}}",
                "meta.llama3-70b-instruct-v1:0            | {\"max_gen_len\":1000}",
                "us.meta.llama4-maverick-17b-instruct-v1:0 | {\"max_gen_len\":1000}",
                "mistral.mistral-large-2407-v1:0          | {\"max_tokens\":1000}",
                "cohere.command-r-plus-v1:0               | {\"max_tokens\":1000}",
                "ai21.jamba-1-5-large-v1:0                | {\"max_tokens\":1000}",
                "ai21.j2-ultra-v1                         | {\"maxTokens\":1000}",
                "us.deepseek.r1-v1:0                      | {\"max_tokens\":1000}",
                "openai.gpt-oss-120b-1:0                  | {\"max_completion_tokens\":1000}",
                "qwen.qwen3-32b-v1:0                      | {\"max_tokens\":1000}",
                "moonshotai.kimi-k2.5                     | {\"max_tokens\":1000}",
                "minimax.minimax-m2                       | {\"max_tokens\":1000}",
                "google.gemma-3-27b-it                    | {\"max_tokens\":1000}",
                "nvidia.nemotron-nano-12b-v2              | {\"max_tokens\":1000}",
                "zai.glm-4.7                              | {\"max_tokens\":1000}",
                "us.writer.palmyra-x5-v1:0                | {\"max_tokens\":1000}",
                "twelvelabs.pegasus-1-2-v1:0              | {\"maxOutputTokens\":1000}",
            })
    void parse_putsTheDefaultIn_whereTheFamilyHasItsMaximum(String model, String expected) {
        var path = "/model/%s/invoke".formatted(model);

        assertThat(body(caller.with(SENT).post(path, "{}"))).isEqualTo(expected);
        assertThat(body(caller.with(SENT).post(path + "-with-response-stream", "{}")))
                .isEqualTo(expected);
        assertThat(body(caller.with(NOT_SENT).post(path, "{}"))).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "meta.llama3-70b-instruct-v1:0 | {\"max_tokens\":9}     | {\"max_gen_len\":9,\"max_tokens\":9}",
                "openai.gpt-oss-20b-1:0        | {\"max_tokens\":9}     | {\"max_completion_tokens\":9,\"max_tokens\":9}",
                "amazon.nova-pro-v1:0          | {\"inferenceConfig\":{\"topK\":2, \"max_new_tokens\":9}} | {\"inferenceConfig\":{\"topK\":2, \"max_new_tokens\":9}}",
                "amazon.nova-pro-v1:0          | {\"inferenceConfig\":{\"topP\":0.10}} | {\"inferenceConfig\":{\"maxTokens\":1000,\"topP\":0.10}}",
                "amazon.titan-text-lite-v1     | {\"textGenerationConfig\":{ }} | {\"textGenerationConfig\":{\"maxTokenCount\":1000 }}",
                "amazon.titan-text-lite-v1     | {\"inputText\":\"x\",\"textGenerationConfig\":{\"maxTokenCount\":7}} | {\"inputText\":\"x\",\"textGenerationConfig\":{\"maxTokenCount\":7}}",
            })
    void parse_capsAModel_byTheFieldThatItObeys(String model, String json, String expected) {
        assertThat(body(caller.with(SENT).post("/model/%s/invoke".formatted(model), json)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"amazon.nova-canvas-v1:0", "amazon.nova-reel-v1:1", "stability.sd3-5-large-v1:0", "whatever"})
    void parse_refusesAModelOfNoKnownFamily_onlyWhereAMaximumMustBePutIn(String model) {
        var path = "/model/%s/invoke".formatted(model);

        var fault = caller.with(SENT).fault(path, "{}");

        assertThat(fault.field()).isEqualTo("max_tokens");
        assertThat(fault.message())
                .isEqualTo(
                        ("Completion tokens are limited, and where the model '%s' has their maximum is not known: send it in"
                                        + " one of max_tokens, inferenceConfig.maxTokens, inferenceConfig.max_new_tokens,"
                                        + " textGenerationConfig.maxTokenCount, max_gen_len, max_completion_tokens, maxTokens,"
                                        + " maxOutputTokens.")
                                .formatted(model));
        assertThat(body(caller.with(NOT_SENT).post(path, "{}"))).isEqualTo("{}");
        assertThat(body(caller.with(SENT).post(path, "{\"max_gen_len\":4}"))).isEqualTo("{\"max_gen_len\":4}");
        assertThat(caller.with(NOT_SENT).post(path, "{}").estimate().canBeLowered())
                .isFalse();
    }

    @Test
    void parse_takesAnImportedModel_forWhatItsAliasSays() {
        var named = caller.with(SENT).withAlias("meta.llama3-of-ours", IMPORTED);
        var unnamed = caller.with(SENT).withAlias("ours", IMPORTED);

        assertThat(body(named.post("/model/meta.llama3-of-ours/invoke", "{}"))).isEqualTo("{\"max_gen_len\":1000}");
        assertThat(unnamed.fault("/model/ours/invoke", "{}").field()).isEqualTo("max_tokens");
    }

    @Test
    void parse_knowsTheFamily_inAnArnThatNamesIt() {
        var arn = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-opus-4-1-20250805-v1:0";

        assertThat(body(caller.with(SENT).withAlias("opus", arn).post("/model/opus/invoke", "{}")))
                .isEqualTo("{\"max_tokens\":1000}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon.titan-embed-text-v2:0",
                "amazon.titan-embed-image-v1",
                "amazon.nova-2-multimodal-embeddings-v1:0",
                "cohere.embed-english-v3",
                "us.cohere.embed-v4:0",
                "twelvelabs.marengo-embed-2-7-v1:0",
                "cohere.rerank-v3-5:0",
                "amazon.rerank-v1:0",
            })
    void parse_reservesNoCompletion_forModelsThatWriteNothing(String model) {
        var json = "{\"inputText\":\"hello\"}";

        var call = caller.with(SENT).post("/model/%s/invoke".formatted(model), json);

        assertThat(body(call)).isEqualTo(json);
        assertThat(call.estimate().completionTokens()).isZero();
        assertThat(call.estimate().promptTokens()).isEqualTo(json.length());
        assertThat(call.estimate().canBeLowered()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"max_tokens\":0}                              | max_tokens",
                "{\"max_tokens\":\"9\"}                          | max_tokens",
                "{\"max_gen_len\":1.5}                           | max_gen_len",
                "{\"Max_Tokens\":9}                              | Max_Tokens",
                "{\"maxtokens\":9}                               | maxtokens",
                "{\"MAX_GEN_LEN\":9}                             | MAX_GEN_LEN",
                "{\"textGenerationConfig\":[]}                   | textGenerationConfig",
                "{\"textGenerationConfig\":{\"maxTokenCount\":0}} | textGenerationConfig.maxTokenCount",
                "{\"TextGenerationConfig\":{}}                   | TextGenerationConfig",
                "{\"inferenceConfig\":{\"maxTokens\":\"9\"}}     | inferenceConfig.maxTokens",
                "{\"thinking\":{\"budget_tokens\":0}}            | thinking.budget_tokens",
                "{\"n\":129}                                     | n",
                "{\"num_generations\":0}                         | num_generations",
                "{\"messages\":{}}                               | messages",
                "{\"tools\":{}}                                  | tools",
                "{\"Tools\":[]}                                  | Tools",
            })
    void parse_refusesFieldsThatMeteringCannotRead(String json, String field) {
        assertThat(fault(json).field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"system\":\"be\"}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}],\"system\":[{\"type\":\"text\",\"text\":\"x\"}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"id\":\"1\",\"input\":{\"image\":{}}},{\"type\":\"thinking\",\"thinking\":\"x\"}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_result\",\"content\":\"x\"},{\"type\":\"tool_result\",\"content\":[{\"type\":\"text\"}]}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"text\",\"data\":\"x\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"text\":\"x\"},{\"toolUse\":{}},{\"cachePoint\":{}}]}]}",
                "{\"prompt\":\"x\"}",
                "{\"inputText\":\"x\"}",
                "{\"message\":\"x\",\"chat_history\":[{\"role\":\"USER\",\"message\":\"y\"}],\"documents\":[{\"text\":\"z\"}]}",
            })
    void parse_countsWhatIsInTheBody_byItsBytes(String json) {
        assertThat(caller.post(CLAUDE, json).estimate().promptTokens()).isEqualTo(json.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_result\",\"content\":[{\"type\":\"image\",\"source\":{\"data\":\"%s\"}}]}]}]}",
                "{\"messages\":[{\"content\":[{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"%s\"}}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}]}]}",
                "{\"messages\":[{\"content\":{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"%s\"}}}]}",
                "{\"inputText\":\"x\",\"inputImage\":\"%s\"}",
                "{\"images\":[\"%s\"]}",
                "{\"inputs\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}]}]}",
                "{\"singleEmbeddingParams\":{\"embeddingPurpose\":\"x\",\"image\":{\"source\":{\"bytes\":\"%s\"}}}}",
            })
    void parse_countsAnImageAsAFixedNumber(String json) {
        var call = caller.post(CLAUDE, json.formatted("A".repeat(100_000)));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length - 100_000 + 5_000);
    }

    @Test
    void parse_countsText_whereNoImageIs() {
        var json =
                "{\"messages\":[{\"content\":[{\"type\":\"text\",\"text\":\"%s\",\"source\":{\"type\":\"base64\",\"data\":\"A\"}}]}]}"
                        .formatted("A".repeat(100_000));

        assertThat(caller.post(CLAUDE, json).estimate().promptTokens()).isEqualTo(json.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"messages\":[{\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"data\":\"AAAA\"}}]}]} | messages      | 4",
                "{\"messages\":[{\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"file\",\"file_id\":\"f\"}}]}]}   | messages      | 0",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_result\",\"content\":[{\"type\":\"document\"}]}]}]}           | messages      | 0",
                "{\"messages\":[{\"content\":[{\"type\":\"container_upload\",\"file_id\":\"f\"}]}]}                          | messages      | 0",
                "{\"messages\":[{\"content\":[{\"type\":\"TEXT\",\"text\":\"f\"}]}]}                                         | messages      | 0",
                "{\"messages\":[{\"content\":[{\"video\":{\"source\":{\"s3Location\":{\"uri\":\"s3://a\"}}}}]}]}             | messages      | 0",
                "{\"messages\":[{\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}]}]}                           | messages      | 0",
                "{\"tools\":[{\"type\":\"computer_20250124\",\"name\":\"computer\"}]}                                        | tools         | -1024",
                "{\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]}                                    | tools         | -1024",
                "{\"toolConfig\":{\"tools\":[{\"systemTool\":{\"name\":\"nova_code_interpreter\"}}]}}                        | toolConfig    | -1024",
                "{\"mcp_servers\":[{\"url\":\"https://x\"}]}                                                                 | mcp_servers   | 0",
                "{\"connectors\":[{\"id\":\"web-search\"}]}                                                                  | connectors    | 0",
                "{\"mediaSource\":{\"s3Location\":{\"uri\":\"s3://a\"}}}                                                     | mediaSource   | 0",
                "{\"mediaSource\":{\"base64String\":\"AAAA\"}}                                                               | mediaSource   | 4",
                "{\"singleEmbeddingParams\":{\"video\":{\"source\":{\"s3Location\":{}}}}}                                    | singleEmbeddingParams | 0",
            })
    void parse_refusesWhatCouldBeOfAnySize_unlessTheBackendSaysWhatItCountsAs(String json, String field, long less) {
        assertThat(fault(json).field()).isEqualTo(field);
        assertThat(fault(json).message()).contains("promptEstimation.unseenTokens");
        var allowing = caller.with(PromptEstimation.STRICT.withUnseen(5_000));
        assertThat(allowing.post(CLAUDE, json).estimate().promptTokens()).isEqualTo(json.length() - less + 5_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"max_tokens\":500,\"a\":1.50}          | 120 | {\"max_tokens\":120,\"a\":1.50}",
                "{\"max_tokens\":500,\"max_gen_len\":900} | 120 | {\"max_tokens\":120,\"max_gen_len\":120}",
                "{\"max_gen_len\":500}                    | 120 | {\"max_tokens\":120,\"max_gen_len\":120}",
                "{}                                       | 120 | {\"max_tokens\":120}",
                "{\"max_tokens\":500,\"n\":3}             | 100 | {\"max_tokens\":33,\"n\":3}",
                "{\"max_tokens\":500,\"thinking\":{\"budget_tokens\":1000}} | 1120 | {\"max_tokens\":120,\"thinking\":{\"budget_tokens\":1000}}",
            })
    void lowered_lowersEveryMaximum_andNothingElse(String json, long tokens, String expected) {
        var call = caller.with(NOT_SENT).post(CLAUDE, json);

        var lowered = call.lowered(call.estimate().withCompletion(tokens));

        assertThat(body(lowered)).isEqualTo(expected);
        assertThat(lowered.estimate().completionTokens()).isEqualTo(tokens);
    }

    private Fault fault(String json) {
        return caller.fault(CLAUDE, json);
    }
}
