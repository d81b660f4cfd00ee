package dev.tollgate.upstream.openai;

import static dev.tollgate.upstream.DialectCaller.NOT_SENT;
import static dev.tollgate.upstream.DialectCaller.SENT;
import static dev.tollgate.upstream.DialectCaller.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.CompletionDefault;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.ModelCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCallsTest {
    private static final String CHAT = "/v1/chat/completions";

    private final DialectCaller caller = DialectCaller.of(OpenAiDialect.openAi());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``                                             | 1000
                ,"max_tokens":5                                | 5
                ,"max_completion_tokens":7                     | 7
                ,"max_tokens":5,"max_completion_tokens":7000   | 7000
                ,"max_tokens":7000,"max_completion_tokens":5   | 7000
                ,"max_tokens":1,"n_predict":900                | 900
                ,"max_tokens":1,"max_output_tokens":900        | 900
                ,"max_tokens":1,"max_new_tokens":900           | 900
                ,"max_tokens":5,"n":3                          | 15
                ,"n":2                                         | 2000
                ,"max_tokens":10,"best_of":20                  | 200
                ,"max_tokens":10,"best_of":2,"n":3             | 30
                ,"max_tokens":10,"n":1,"n_cmpl":4              | 40
                ,"max_tokens":null                             | 1000
                ,"max_tokens":10,"n":null                      | 10
                ,"max_tokens":10,"prediction":{"a":"bcd"}      | 21
                """)
    void estimate_countsTheLargestMaximumOfAnyServer_timesTheCompletions(String fields, long expected) {
        assertThat(valid(fields, SENT).estimate().completionTokens()).isEqualTo(expected);
    }

    @Test
    void estimate_staysWithinWhatCanBeCounted() {
        var call = valid(",\"max_tokens\":2147483647,\"n\":128", new CompletionDefault(Usage.MAX_TOKENS, true));
        var byDefault = valid(",\"n\":128", new CompletionDefault(Usage.MAX_TOKENS, true));

        assertThat(call.estimate().completionTokens()).isEqualTo(2_147_483_647L * 128);
        assertThat(byDefault.estimate().completionTokens()).isEqualTo(Usage.MAX_TOKENS);
    }

    @Test
    void read_putsTheDefaultMaximumIn_onlyWhereAQuotaDependsOnIt() {
        assertThat(body(valid("", SENT))).startsWith("{\"max_completion_tokens\":1000,\"model\":");
        assertThat(body(valid(",\"max_completion_tokens\":null", SENT))).endsWith("\"max_completion_tokens\":1000}");
        assertThat(body(valid("", NOT_SENT))).doesNotContain("max_completion_tokens");
        assertThat(body(valid(",\"max_tokens\":5", SENT))).doesNotContain("max_completion_tokens");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``                             | "max_tokens":1000
                ,"max_completion_tokens":7     | "max_tokens":7
                ,"n_predict":9                 | "max_tokens":9
                """)
    void read_capsACompatibleServer_byTheFieldThatEveryServerObeys(String fields, String expected) {
        var json = "{\"model\":\"m\",\"messages\":[]%s}".formatted(fields);
        var call = DialectCaller.of(OpenAiDialect.compatible()).with(SENT).post(CHAT, json);

        assertThat(body(call)).startsWith("{" + expected + ",");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``                                                              | {"include_usage":true}
                ,"stream_options":null                                          | {"include_usage":true}
                ,"stream_options":{}                                            | {"include_usage":true}
                ,"stream_options":{"include_usage":false}                       | {"include_usage":true}
                ,"stream_options":{"include_usage":"true"}                      | {"include_usage":true}
                ,"stream_options":{"include_obfuscation":false}                 | {"include_obfuscation":false,"include_usage":true}
                ,"stream_options":{"continuous_usage_stats" : true}             | {"continuous_usage_stats":true,"include_usage":true}
                ,"stream_options":{"include_usage" : true}                      | {"include_usage" : true}
                """)
    void read_asksForUsageInAStream_andKeepsTheOtherOptions(String options, String expected) {
        assertThat(body(valid(",\"stream\":true" + options, NOT_SENT))).contains("\"stream_options\":" + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"stream\":false",
                ",\"stream\":false,\"stream_options\":{\"include_usage\":false}",
                ",\"stream\":true,\"stream_options\":{\"include_usage\" : true}",
                ",\"max_tokens\": 1 , \"temperature\":1.0",
                ",\"functions\":[{\"name\":\"f\"}],\"function_call\":\"auto\"",
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"Type\":{}}}}]",
                ",\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"f\"}},{\"function\":{\"name\":\"g\"}}]",
                ",\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"a\",\"format\":\"wav\"},\"store\":true",
                ",\"tools\":null,\"n\":null,\"stream\":null,\"models\":null,\"background\":false,\"plugins\":[]",
                ",\"enable_search\":false,\"web_search_options\":null,\"deferred\":false",
                ",\"unknown\":{\"max_tokens\":-1},\"metadata\":{\"N\":\"1\"}",
            })
    void read_leavesTheBodyAlone_whenNothingNeedsToChange(String fields) {
        var json =
                "{ \"model\" : \"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\\u20ac\"}]%s }".formatted(fields);

        var call = caller.post(CHAT, json);

        assertThat(body(call)).isEqualTo(json);
        assertThat(call.path()).isEqualTo(CHAT);
        assertThat(call.estimate().promptTokens()).isEqualTo(json.length());
    }

    @Test
    void read_putsTheProvidersNameOfAModelIn_andChangesNothingElse() {
        var call = caller.withAlias("fast", "gpt-5-mini").post(CHAT, "{ \"model\" : \"fast\" , \"messages\" : [ ] }");

        assertThat(body(call)).isEqualTo("{ \"model\" : \"gpt-5-mini\" , \"messages\" : [ ] }");
        assertThat(call.model().called()).isEqualTo("fast");
        assertThat(call.model().sent()).isEqualTo("gpt-5-mini");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"messages":[]}                                              | model
                {"model":"","messages":[]}                                   | model
                {"model":3}                                                  | model
                {"model":["m"]}                                              | model
                {"model":null}                                               | model
                {"model":"m","max_tokens":0}                                 | max_tokens
                {"model":"m","max_tokens":-1}                                | max_tokens
                {"model":"m","max_tokens":1.5}                               | max_tokens
                {"model":"m","max_tokens":"9"}                               | max_tokens
                {"model":"m","max_tokens":[9]}                               | max_tokens
                {"model":"m","max_tokens":true}                              | max_tokens
                {"model":"m","max_tokens":2147483648}                        | max_tokens
                {"model":"m","max_completion_tokens":99999999999999999999}   | max_completion_tokens
                {"model":"m","max_completion_tokens":1e3}                    | max_completion_tokens
                {"model":"m","n_predict":-1}                                 | n_predict
                {"model":"m","n":0}                                          | n
                {"model":"m","n":129}                                        | n
                {"model":"m","n":"2"}                                        | n
                {"model":"m","best_of":1000}                                 | best_of
                {"model":"m","n_cmpl":129}                                   | n_cmpl
                {"model":"m","stream":"yes"}                                 | stream
                {"model":"m","stream":1}                                     | stream
                {"model":"m","stream_options":[]}                            | stream_options
                {"model":"m","messages":"hi"}                                | messages
                {"model":"m","messages":{"0":{}}}                            | messages
                {"model":"m","tools":{"0":{"type":"web_search"}}}            | tools
                {"model":"m","models":["m","dearer"]}                        | models
                {"model":"m","fallbacks":[{"model":"dearer"}]}               | fallbacks
                {"model":"m","preset":"p"}                                   | preset
                {"model":"m","deferred":true}                                | deferred
                {"model":"m","background":"true"}                            | background
                """)
    void read_refusesFieldsThatMeteringCannotRead(String json, String field) {
        assertThat(caller.fault(CHAT, json).field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAX_TOKENS",
                "Max_Completion_Tokens",
                "N",
                "Best_Of",
                "Stream",
                "Stream_Options",
                "Messages",
                "Model",
                "Models",
                "Tools",
                "Web_Search_Options",
                "Deferred",
                "max_to\u212Aens",
                "me\u017F\u017Fages",
            })
    void read_refusesMeteredNamesInAnotherCase(String name) {
        var json = "{\"model\":\"m\",\"messages\":[],\"%s\":1}".formatted(name);

        var fault = caller.fault(CHAT, json);

        assertThat(fault.field()).isEqualTo(name);
        assertThat(fault.message()).contains("must be written");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                messages       | [{"role":"user","Content":[]}]
                messages       | [{"role":"user","content":[{"type":"text","text":"a","TYPE":"image_url"}]}]
                messages       | [{"role":"user","content":[{"type":"text","text":"a","Uuid":"1"}]}]
                messages       | [{"role":"assistant","AUDIO":{"id":"a"}}]
                stream_options | {"include_usage":true,"Include_Usage":false}
                tools          | [{"type":"function","Type":"web_search"}]
                """)
    void read_refusesMeteredNamesBelowTheTopInAnotherCase(String field, String value) {
        var fault = caller.fault(CHAT, "{\"model\":\"m\",\"%s\":%s}".formatted(field, value));

        assertThat(fault.field()).isEqualTo(field);
        assertThat(fault.message()).contains("lower case");
    }

    @Test
    void estimate_isTheBytesOfTheBody_orAQuarterOfThem() {
        var typical = new PromptEstimation(PromptEstimation.Basis.TYPICAL, 10, 0);
        var json = "{\"model\":\"m\",\"messages\":[],\"user\":\"€\"}";

        assertThat(caller.post(CHAT, json).estimate().promptTokens()).isEqualTo(40);
        assertThat(caller.with(typical).post(CHAT, json).estimate().promptTokens())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"max_tokens\":500 | 120 | ,\"max_tokens\":120",
                ",\"max_tokens\":500,\"max_completion_tokens\":50 | 120 | ,\"max_tokens\":120,\"max_completion_tokens\":50",
                ",\"n\":3,\"max_tokens\":500 | 100 | ,\"n\":3,\"max_tokens\":33",
                ",\"n_predict\":500,\"max_tokens\":400 | 100 | ,\"n_predict\":100,\"max_tokens\":100",
            })
    void lowered_lowersEveryMaximum_toWhatItsCompletionsMayHaveTogether(String asked, long tokens, String sent) {
        var call = valid(asked, SENT);

        var lowered = call.lowered(call.estimate().withCompletion(tokens));

        assertThat(body(lowered)).isEqualTo(body(valid(sent, NOT_SENT)));
        assertThat(lowered.estimate().completionTokens()).isEqualTo(tokens);
        assertThat(lowered.estimate().promptTokens()).isEqualTo(call.estimate().promptTokens());
    }

    @Test
    void lowered_setsAMaximum_whereTheBodyHasNone() {
        var call = valid("", NOT_SENT);

        var lowered = call.lowered(call.estimate().withCompletion(20));

        assertThat(body(lowered)).startsWith("{\"max_completion_tokens\":20,");
        assertThat(lowered.maximum()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"'', 16", "',\"max_tokens\":5', 5", "',\"n\":3,\"max_tokens\":500', 48"})
    void aCall_isNotLoweredToLessThanIsWorthAsking(String fields, long least) {
        assertThat(valid(fields, SENT).estimate().leastCompletionTokens()).isEqualTo(least);
    }

    private ModelCall valid(String moreFields, CompletionDefault completionDefault) {
        return caller.with(completionDefault)
                .post(
                        CHAT,
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}"
                                .formatted(moreFields));
    }
}
