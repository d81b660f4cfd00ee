package dev.tollgate.upstream.gemini;

import static dev.tollgate.upstream.DialectCaller.NOT_SENT;
import static dev.tollgate.upstream.DialectCaller.SENT;
import static dev.tollgate.upstream.DialectCaller.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateRequestTest {
    private static final String GENERATE = "/v1beta/models/gemini-3-pro:generateContent";
    private static final PromptEstimation WITH_UNSEEN = PromptEstimation.STRICT.withUnseen(50_000);
    private static final String DATA = "A".repeat(100_000);

    private final DialectCaller caller = DialectCaller.of(new GeminiDialect());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                                            | 1000  | 16",
                ",\"generationConfig\":null                                                  | 1000  | 16",
                ",\"generationConfig\":{}                                                    | 1000  | 16",
                ",\"generationConfig\":{\"maxOutputTokens\":null}                            | 1000  | 16",
                ",\"generationConfig\":{\"maxOutputTokens\":5}                               | 5     | 5",
                ",\"generationConfig\":{\"max_output_tokens\":5}                             | 5     | 5",
                ",\"generation_config\":{\"max_output_tokens\":7000}                         | 7000  | 16",
                ",\"generation_config\":{\"maxOutputTokens\":7000}                           | 7000  | 16",
                ",\"generationConfig\":{\"maxOutputTokens\":5,\"max_output_tokens\":7000}    | 7000  | 16",
                ",\"generationConfig\":{\"maxOutputTokens\":7000,\"max_output_tokens\":5}    | 7000  | 16",
                ",\"generationConfig\":{\"maxOutputTokens\":5},\"generation_config\":{\"maxOutputTokens\":70} | 70 | 16",
                ",\"generationConfig\":{\"maxOutputTokens\":5},\"generation_config\":{\"candidateCount\":3}   | 15 | 15",
                ",\"generationConfig\":{\"maxOutputTokens\":500,\"candidateCount\":3}        | 1500  | 48",
                ",\"generationConfig\":{\"candidateCount\":1,\"candidate_count\":4}          | 4000  | 64",
                ",\"generationConfig\":{\"maxOutputTokens\":9000,\"thinkingConfig\":{\"thinkingBudget\":2000}}      | 9000  | 2016",
                ",\"generationConfig\":{\"maxOutputTokens\":9000,\"thinkingConfig\":{\"thinkingBudget\":-1}}        | 9000  | 16",
                ",\"generationConfig\":{\"maxOutputTokens\":9000,\"thinkingConfig\":{\"thinkingBudget\":0}}         | 9000  | 16",
                ",\"generationConfig\":{\"maxOutputTokens\":9000,\"thinkingConfig\":{\"thinkingLevel\":\"HIGH\"}}   | 9000  | 16",
                ",\"generationConfig\":{\"maxOutputTokens\":900,\"thinkingConfig\":{\"thinkingBudget\":2000}}       | 2900  | 2016",
                ",\"generationConfig\":{\"maxOutputTokens\":900,\"thinking_config\":{\"thinking_budget\":2000}}     | 2900  | 2016",
                ",\"generationConfig\":{\"maxOutputTokens\":900,\"candidateCount\":2,\"thinkingConfig\":{\"thinkingBudget\":2000}} | 5800 | 4032",
            })
    void aCall_mayWriteItsLargestMaximum_forEachCandidate(String fields, long completion, long least) {
        var estimate = valid(fields).estimate();

        assertThat(estimate.completionTokens()).isEqualTo(completion);
        assertThat(estimate.leastCompletionTokens()).isEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"contents\":[]} | {\"generationConfig\":{\"maxOutputTokens\":1000},\"contents\":[]}",
                "{} | {\"generationConfig\":{\"maxOutputTokens\":1000}}",
                "{\"contents\":[],\"generationConfig\":null} | {\"contents\":[],\"generationConfig\":{\"maxOutputTokens\":1000}}",
                "{\"contents\":[], \"generationConfig\" : { \"temperature\" : 0.10 , \"topK\":1e1 } } | {\"contents\":[], \"generationConfig\" : {\"maxOutputTokens\":1000, \"temperature\" : 0.10 , \"topK\":1e1 } }",
                "{\"generation_config\":{\"topP\":1.00}} | {\"generation_config\":{\"maxOutputTokens\":1000,\"topP\":1.00}}",
                "{\"generationConfig\":{\"maxOutputTokens\":null}} | {\"generationConfig\":{\"maxOutputTokens\":1000}}",
                "{\"generationConfig\":{\"maxOutputTokens\":5}} | {\"generationConfig\":{\"maxOutputTokens\":5}}",
                "{\"generation_config\":{\"max_output_tokens\":5}} | {\"generation_config\":{\"max_output_tokens\":5}}",
                "{\"generationConfig\":{\"maxOutputTokens\":5},\"generation_config\":{}} | {\"generationConfig\":{\"maxOutputTokens\":5},\"generation_config\":{\"maxOutputTokens\":5}}",
            })
    void theDefaultMaximum_isPutIn_whereAServerCouldLookAndFindNone(String json, String sent) {
        assertThat(body(caller.with(SENT).post(GENERATE, json))).isEqualTo(sent);
        assertThat(body(caller.with(NOT_SENT).post(GENERATE, json))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"generationConfig\":{\"maxOutputTokens\": 500 , \"seed\":1.0}} | 120 | {\"generationConfig\":{\"maxOutputTokens\": 120 , \"seed\":1.0}}",
                "{\"generation_config\":{\"max_output_tokens\":500}} | 120 | {\"generation_config\":{\"max_output_tokens\":120}}",
                "{\"generationConfig\":{\"maxOutputTokens\":500,\"max_output_tokens\":50}} | 120 | {\"generationConfig\":{\"maxOutputTokens\":120,\"max_output_tokens\":50}}",
                "{\"generationConfig\":{\"maxOutputTokens\":500,\"candidateCount\":3}} | 100 | {\"generationConfig\":{\"maxOutputTokens\":33,\"candidateCount\":3}}",
                "{\"contents\":[]} | 100 | {\"generationConfig\":{\"maxOutputTokens\":100},\"contents\":[]}",
                "{\"generationConfig\":{\"maxOutputTokens\":900,\"thinkingConfig\":{\"thinkingBudget\":2000}}} | 2100 | {\"generationConfig\":{\"maxOutputTokens\":100,\"thinkingConfig\":{\"thinkingBudget\":2000}}}",
                "{\"generationConfig\":{\"maxOutputTokens\":500},\"generation_config\":{\"topK\":1}} | 120 | {\"generationConfig\":{\"maxOutputTokens\":120},\"generation_config\":{\"maxOutputTokens\":120,\"topK\":1}}",
            })
    void lowered_lowersEveryMaximum_andLeavesNoPlaceWithoutOne(String json, long tokens, String sent) {
        var call = caller.post(GENERATE, json);

        var lowered = call.lowered(call.estimate().withCompletion(tokens));

        assertThat(body(lowered)).isEqualTo(sent);
        assertThat(lowered.estimate().completionTokens()).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"generationConfig\":[]}                                                    | generationConfig",
                "{\"generationConfig\":\"x\"}                                                 | generationConfig",
                "{\"generation_config\":1}                                                    | generationConfig",
                "{\"generationConfig\":{\"maxOutputTokens\":0}}                               | generationConfig.maxOutputTokens",
                "{\"generationConfig\":{\"maxOutputTokens\":-1}}                              | generationConfig.maxOutputTokens",
                "{\"generationConfig\":{\"maxOutputTokens\":\"9\"}}                           | generationConfig.maxOutputTokens",
                "{\"generationConfig\":{\"maxOutputTokens\":9.0}}                             | generationConfig.maxOutputTokens",
                "{\"generationConfig\":{\"maxOutputTokens\":1e3}}                             | generationConfig.maxOutputTokens",
                "{\"generationConfig\":{\"maxOutputTokens\":[9]}}                             | generationConfig.maxOutputTokens",
                "{\"generationConfig\":{\"maxOutputTokens\":4294967297}}                      | generationConfig.maxOutputTokens",
                "{\"generation_config\":{\"maxOutputTokens\":1,\"max_output_tokens\":\"9\"}}  | generationConfig.maxOutputTokens",
                "{\"generationConfig\":{\"candidateCount\":0}}                                | generationConfig.candidateCount",
                "{\"generationConfig\":{\"candidateCount\":129}}                              | generationConfig.candidateCount",
                "{\"generationConfig\":{\"candidate_count\":\"2\"}}                           | generationConfig.candidateCount",
                "{\"generationConfig\":{\"thinkingConfig\":[]}}                               | generationConfig.thinkingConfig",
                "{\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":\"9\"}}}       | generationConfig.thinkingConfig.thinkingBudget",
                "{\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":-2}}}          | generationConfig.thinkingConfig.thinkingBudget",
                "{\"generationConfig\":{\"thinkingConfig\":{\"ThinkingBudget\":9}}}           | generationConfig.thinkingConfig.ThinkingBudget",
                "{\"GenerationConfig\":{}}                                                    | GenerationConfig",
                "{\"generationconfig\":{}}                                                    | generationconfig",
                "{\"generation_Config\":{}}                                                   | generation_Config",
                "{\"generation-config\":{}}                                                   | generation-config",
                "{\"generationConfig\":{\"MaxOutputTokens\":9}}                               | generationConfig.MaxOutputTokens",
                "{\"generationConfig\":{\"maxOutputtokens\":9}}                               | generationConfig.maxOutputtokens",
                "{\"generationConfig\":{\"CANDIDATE_COUNT\":9}}                               | generationConfig.CANDIDATE_COUNT",
                "{\"Contents\":[]}                                                            | Contents",
                "{\"Tools\":[]}                                                               | Tools",
                "{\"CachedContent\":\"c\"}                                                    | CachedContent",
                "{\"model\":\"models/gemini-4\"}                                              | model",
                "{\"model\":\"gemini-4\"}                                                     | model",
                "{\"model\":7}                                                                | model",
            })
    void aField_thatMeteringCannotRead_isRefused(String json, String field) {
        assertThat(fault(json).kind()).isEqualTo(Fault.Kind.BAD_REQUEST);
        assertThat(fault(json).field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{\"contents\":[],\"contents\":[]}", "{\"generationConfig\":{\"a\":1,\"a\":2}}", "{}{}"
            })
    void aBody_thatIsNotOneObject_isRefused(String json) {
        assertThat(fault(json).field()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"€\"}]}]}",
                "{\"contents\":{\"parts\":{\"text\":\"%s\"}}}",
                "{\"system_instruction\":{\"parts\":{\"text\":\"%s\"}},\"contents\":[]}",
                "{\"systemInstruction\":\"%s\"}",
                "{\"contents\":[{\"parts\":[{\"text\":\"%s\",\"thought\":true,\"thoughtSignature\":\"c2ln\"}]}]}",
                "{\"contents\":[{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{\"inlineData\":\"%s\"}}}]}]}",
                "{\"contents\":[{\"parts\":[{\"function_response\":{\"name\":\"f\",\"response\":{\"x\":\"%s\"}}}]}]}",
                "{\"contents\":[{\"parts\":[{\"executableCode\":{\"code\":\"%s\"}},{\"code_execution_result\":{\"output\":\"x\"}}]}]}",
                "{\"contents\":[{\"parts\":[{\"text\":\"%s\",\"inlineData\":null}]}]}",
                "{\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"description\":\"%s\"}]}]}",
                "{\"tools\":{\"function_declarations\":[{\"name\":\"f\"}],\"googleSearch\":null}}",
                "{\"model\":\"models/gemini-3-pro\",\"safetySettings\":[],\"toolConfig\":{},\"labels\":{\"l\":\"%s\"}}",
            })
    void aText_countsByItsBytes_whereverItStands(String json) {
        var call = caller.post(GENERATE, json.replace("%s", DATA));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contents\":[{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"}}]}]}",
                "{\"contents\":[{\"parts\":[{\"inline_data\":{\"mime_type\":\"IMAGE/JPEG\",\"data\":\"%s\"}}]}]}",
                "{\"contents\":{\"parts\":{\"inlineData\":{\"mime_type\":\"image/webp\",\"data\":\"%s\"}}}}",
                "{\"systemInstruction\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"}}]}}",
                "{\"contents\":[{\"parts\":[{\"functionResponse\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"}}]}}]}]}",
            })
    void anImage_countsAsAFixedNumber_whereverAProviderReadsOne(String json) {
        var call = caller.post(GENERATE, json.formatted(DATA));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length - DATA.length() + 5_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"fileData\":{\"mimeType\":\"image/png\",\"fileUri\":\"https://x/f\"}}              | 0",
                "{\"file_data\":{\"file_uri\":\"https://youtu.be/x\"}}                                | 0",
                "{\"inlineData\":{\"mimeType\":\"application/pdf\",\"data\":\"JVBERi0=\"}}            | 8",
                "{\"inlineData\":{\"mimeType\":\"audio/wav\",\"data\":\"UklG\"}}                      | 4",
                "{\"inlineData\":{\"mimeType\":\"video/mp4\",\"data\":\"AAAA\"}}                      | 4",
                "{\"inlineData\":{\"mimeType\":\"text/plain\",\"data\":\"AAAA\"}}                     | 4",
                "{\"inlineData\":{\"data\":\"AAAA\"}}                                                 | 4",
                "{\"inlineData\":{\"mimeType\":\"image/png\",\"mime_type\":\"video/mp4\",\"data\":\"AA\"}} | 2",
                "{\"functionResponse\":{\"parts\":[{\"fileData\":{\"fileUri\":\"x\"}}]}}              | 0",
                "{\"InlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}                      | 0",
                "{\"toolResponse\":{\"id\":\"1\"}}                                                    | 0",
                "{\"hologram\":{}}                                                                    | 0",
            })
    void content_thatCouldBeOfAnySize_isRefused_orCountsAsTheOperatorSays(String part, long data) {
        var json = "{\"contents\":[{\"parts\":[%s]}]}".formatted(part);

        assertThat(fault(json).field()).isEqualTo("contents");
        assertThat(fault(json).message()).contains("cannot be metered", "'promptEstimation.unseenTokens'");
        assertThat(promptWithUnseen(json)).isEqualTo(json.length() - data + 50_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"cachedContent\":\"cachedContents/c\"                                    | cachedContent     | 1",
                "\"cached_content\":\"cachedContents/c\"                                   | cachedContent     | 1",
                "\"continuationToken\":\"t\"                                               | continuationToken | 1",
                "\"tools\":[{\"googleSearch\":{}}]                                         | tools             | 1",
                "\"tools\":[{\"google_search\":{}}]                                        | tools             | 1",
                "\"tools\":{\"google_search_retrieval\":{}}                                | tools             | 1",
                "\"tools\":[{\"urlContext\":{},\"codeExecution\":{}}]                      | tools             | 2",
                "\"tools\":[{\"functionDeclarations\":[]},{\"fileSearch\":{}}]             | tools             | 1",
                "\"tools\":[{\"googleMaps\":{}},{\"computerUse\":{}},{\"mcpServers\":[]}]  | tools             | 3",
                "\"tools\":[{\"FunctionDeclarations\":[]}]                                 | tools             | 1",
                "\"system_instruction\":{\"parts\":[{\"fileData\":{}}]}                    | systemInstruction | 1",
            })
    void whatTheProviderBringsIn_isRefused_orCountsAsTheOperatorSays(String field, String name, int times) {
        var json = "{\"contents\":[],%s}".formatted(field);

        assertThat(fault(json).field()).isEqualTo(name);
        assertThat(promptWithUnseen(json)).isEqualTo(json.length() + 50_000L * times);
    }

    @Test
    void anAlias_isReplaced_inThePath_andWhereTheBodyRepeatsIt() {
        var call = caller.withAlias("fast", "gemini-3-flash")
                .post("/v1/models/fast:generateContent", "{\"model\": \"models/fast\", \"contents\":[]}");

        assertThat(call.path()).isEqualTo("/v1/models/gemini-3-flash:generateContent");
        assertThat(body(call)).isEqualTo("{\"model\": \"models/gemini-3-flash\", \"contents\":[]}");
        assertThat(call.model().called()).isEqualTo("fast");
        assertThat(call.model().sent()).isEqualTo("gemini-3-flash");
    }

    private long promptWithUnseen(String json) {
        return caller.with(WITH_UNSEEN).post(GENERATE, json).estimate().promptTokens();
    }

    private ModelCall valid(String fields) {
        return caller.with(SENT).post(GENERATE, "{\"contents\":[]%s}".formatted(fields == null ? "" : fields));
    }

    private Fault fault(String json) {
        return caller.fault(GENERATE, json);
    }
}
