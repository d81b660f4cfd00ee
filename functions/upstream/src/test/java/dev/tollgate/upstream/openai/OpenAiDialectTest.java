package dev.tollgate.upstream.openai;

import static dev.tollgate.upstream.DialectCaller.NOT_SENT;
import static dev.tollgate.upstream.DialectCaller.SENT;
import static dev.tollgate.upstream.DialectCaller.body;
import static dev.tollgate.upstream.DialectCaller.meter;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.CompletionDefault;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.StreamMeter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiDialectTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30.250Z");
    private static final Owner APP = new Owner.OfSubscription("app");
    private static final String CHAT = "/v1/chat/completions";

    private final OpenAiDialect dialect = OpenAiDialect.openAi();
    private final DialectCaller caller = DialectCaller.of(dialect);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                    | 1000",
                ",\"max_tokens\":5                                   | 5",
                ",\"max_completion_tokens\":7                        | 7",
                ",\"max_tokens\":5,\"max_completion_tokens\":7000    | 7000",
                ",\"max_tokens\":7000,\"max_completion_tokens\":5    | 7000",
                ",\"max_tokens\":5,\"n\":3                           | 15",
                ",\"n\":2                                            | 2000",
                ",\"max_tokens\":null                                | 1000",
            })
    void parse_estimatesTheCompletion_byTheLargestMaximumTimesN(String fields, long expected) {
        assertThat(valid(fields == null ? "" : fields, SENT).estimate().completionTokens())
                .isEqualTo(expected);
    }

    @Test
    void parse_putsTheDefaultMaximumIn_onlyWhereAQuotaDependsOnIt() {
        assertThat(body(valid("", SENT))).startsWith("{\"max_completion_tokens\":1000,\"model\":");
        assertThat(body(valid(",\"max_completion_tokens\":null", SENT))).endsWith("\"max_completion_tokens\":1000}");
        assertThat(body(valid("", NOT_SENT))).doesNotContain("max_completion_tokens");
        assertThat(body(valid(",\"max_tokens\":5", SENT))).doesNotContain("max_completion_tokens");
    }

    @Test
    void parse_asksForUsageInAStream_andKeepsTheOtherOptions() {
        var call = valid(",\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}", NOT_SENT);

        assertThat(body(call)).contains("\"stream_options\":{\"include_obfuscation\":false,\"include_usage\":true}");
    }

    @Test
    void parse_leavesTheBodyAlone_whenNothingNeedsToChange() {
        var whole = valid("", NOT_SENT);
        var streamed = valid(",\"stream\":true,\"stream_options\":{\"include_usage\" : true}", NOT_SENT);

        assertThat(body(whole)).isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(body(streamed)).contains("{\"include_usage\" : true}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"messages\":[]}                        | model",
                "{\"model\":\"\",\"messages\":[]}         | model",
                "{\"model\":3}                            | model",
                "{\"model\":\"m\",\"max_tokens\":0}       | max_tokens",
                "{\"model\":\"m\",\"max_tokens\":-1}      | max_tokens",
                "{\"model\":\"m\",\"max_tokens\":1.5}     | max_tokens",
                "{\"model\":\"m\",\"max_tokens\":\"9\"}   | max_tokens",
                "{\"model\":\"m\",\"max_completion_tokens\":99999999999999999999} | max_completion_tokens",
                "{\"model\":\"m\",\"n\":129}              | n",
                "{\"model\":\"m\",\"stream\":\"yes\"}     | stream",
                "{\"model\":\"m\",\"stream_options\":[]}  | stream_options",
                "{\"model\":\"m\",\"messages\":\"hi\"}    | messages",
            })
    void parse_refusesFieldsThatMeteringCannotRead(String json, String field) {
        assertThat(faultOf(json).field()).isEqualTo(field);
    }

    @Test
    void parse_estimatesThePrompt_byTheBytesOfTheBody() {
        var call = valid(",\"user\":\"€\"", NOT_SENT);

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length);
    }

    @Test
    void parse_countsAnImageAsAFixedNumber_onlyWhereAProviderReadsOne() {
        var image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}".formatted("x".repeat(100_000));
        var asImage = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}".formatted(image);
        var asText = "{\"model\":\"m\",\"messages\":[],\"tools\":[%s]}".formatted(image);

        assertThat(parse(asImage).estimate().promptTokens()).isBetween(3_072L, 3_300L);
        assertThat(parse(asText).estimate().promptTokens()).isGreaterThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://x\"}}",
                "{\"image_url\":\"https://x\"}",
                "\"text\"",
                "{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}",
                "{\"type\":\"file\",\"file\":{\"file_data\":\"JVBERi0=\"}}",
            })
    void parse_refusesContentThatCannotBeMetered(String part) {
        var json = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}".formatted(part);

        assertThat(faultOf(json).field()).isEqualTo("messages");
        assertThat(faultOf(json).message()).contains("metered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"audio\":{\"id\":\"a\"}}]}",
                "{\"model\":\"m\",\"messages\":[],\"chat_template\":\"{{x}}\"}",
            })
    void parse_refusesWhatUnfoldsOnTheServer(String json) {
        assertThat(faultOf(json).message()).contains("metered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\"}]}",
                "{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}",
                "{\"role\":\"developer\",\"content\":[]}",
                "{\"role\":\"assistant\",\"refusal\":\"no\",\"audio\":null}",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":[]}]}",
            })
    void parse_takesWhatClientsSend(String message) {
        var call = parse("{\"model\":\"m\",\"messages\":[%s],\"stream_options\":null,\"n\":null}".formatted(message));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAX_TOKENS", "Max_Completion_Tokens", "N", "Stream", "Messages", "Model"})
    void parse_refusesMeteredNamesInAnotherCase(String name) {
        var json = "{\"model\":\"m\",\"messages\":[],\"%s\":1}".formatted(name);

        assertThat(faultOf(json).message()).contains("must be written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"max_tokens\":1,\"n_predict\":900                | 900",
                "\"max_tokens\":1,\"max_output_tokens\":900        | 900",
                "\"max_tokens\":10,\"best_of\":20                  | 200",
                "\"max_tokens\":10,\"best_of\":2,\"n\":3           | 30",
                "\"max_tokens\":10,\"prediction\":{\"a\":\"bcd\"}    | 21",
            })
    void parse_countsWhatAnyServerTakesForMore(String fields, long expected) {
        assertThat(valid("," + fields, SENT).estimate().completionTokens()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                               | \"max_tokens\":1000",
                ",\"max_completion_tokens\":7   | \"max_tokens\":7",
                ",\"n_predict\":9               | \"max_tokens\":9",
            })
    void parse_capsACompatibleServer_byTheFieldThatEveryServerObeys(String fields, String expected) {
        var json = "{\"model\":\"m\",\"messages\":[]%s}".formatted(fields == null ? "" : fields);
        var call = DialectCaller.of(OpenAiDialect.compatible()).with(SENT).post(CHAT, json);

        assertThat(body(call)).startsWith("{" + expected + ",");
    }

    @Test
    void usageOf_readsTheProvidersFigures_andTellsMissingFromZero() {
        var usage = "{\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":30,\"total_tokens\":42,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":8},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":20}}}";

        assertThat(usageOf(usage)).contains(new Usage(12, 30, 42, 8, 0, 20, Usage.Source.PROVIDER));
        assertThat(usageOf("{\"id\":\"x\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":5}}"))
                .contains(new Usage(3, 2, 5, 0, 0, 0, Usage.Source.PROVIDER));
        assertThat(usageOf("{\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}}"))
                .contains(Usage.NO_TOKENS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}",
                "{\"usage\":null}",
                "{\"usage\":{}}",
                "{\"usage\":{\"prompt_tokens\":null}}",
                "{\"usage\":{\"prompt_tokens\":3}}",
                "{\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":9,\"total_tokens\":1}}",
                "{\"choices\":[{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}]}",
                "{\"usage\":",
                "[]",
                "<html>",
            })
    void usageOf_isEmpty_whereThereIsNoFigure(String reply) {
        assertThat(usageOf(reply)).isEmpty();
    }

    @Test
    void meter_hidesTheUsageChunk_onlyFromACallerWhoDidNotAsk() throws IOException {
        var stream = """
                data: {"choices":[{"delta":{"content":"say \\"usage\\""}}],"usage":null}

                data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                data: [DONE]

                """;

        assertThat(passed(stream, false)).hasSize(2).noneMatch(data -> data.contains("prompt_tokens"));
        assertThat(passed(stream, true)).hasSize(3);
    }

    @Test
    void meter_takesTheLastOfRunningFigures_onceTheStreamIsDone() throws IOException {
        var running = """
                data: {"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":3,"completion_tokens":1}}

                data: {"choices":[{"delta":{"content":"b"}}],"usage":{"prompt_tokens":3,"completion_tokens":2}}

                """;
        var meter = meter(streamCall(false));

        assertThat(passed(running, meter)).hasSize(2);
        assertThat(meter.usage()).isEmpty();
        assertThat(passed("data: [DONE]\n\n", meter)).hasSize(1);
        assertThat(meter.usage()).contains(new Usage(3, 2, 5, 0, 0, 0, Usage.Source.PROVIDER));
    }

    @Test
    void rateLimitHeaders_tellTheTightestLimitOfEachFamily() {
        var quotas = List.of(
                quota(WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 500, 1),
                quota(WindowUnit.DAY, Dimension.TOTAL_TOKEN_COUNT, 50_000, 49_999),
                quota(WindowUnit.MINUTE, Dimension.PROMPT_TOKEN_COUNT, 1_000, 10),
                quota(WindowUnit.DAY, Dimension.COST, 10, 10),
                new QuotaState(APP, "plan AIGold", new InFlight().windowAt(NOW), Dimension.REQUEST_COUNT, 1, 1));

        assertThat(dialect.rateLimitHeaders(quotas, NOW))
                .containsEntry("x-ratelimit-limit-requests", "500")
                .containsEntry("x-ratelimit-remaining-requests", "499")
                .containsEntry("x-ratelimit-reset-requests", "30s")
                .containsEntry("x-ratelimit-limit-tokens", "50000")
                .containsEntry("x-ratelimit-remaining-tokens", "1")
                .containsEntry("x-ratelimit-reset-tokens", "13h59m30s");
    }

    @ParameterizedTest
    @CsvSource({"250, 250ms", "1000, 1s", "59001, 1m0s", "360000, 6m0s", "3600000, 1h0m0s"})
    void durations_areInOpenAisForm(long millis, String expected) {
        assertThat(OpenAiHeaders.duration(Duration.ofMillis(millis))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "MINUTE, REQUEST_COUNT, requests, rate_limit_exceeded",
        "HOUR, COMPLETION_TOKEN_COUNT, tokens, rate_limit_exceeded",
        "DAY, TOTAL_TOKEN_COUNT, insufficient_quota, insufficient_quota",
        "MONTH, REQUEST_COUNT, insufficient_quota, insufficient_quota",
    })
    void refusal_isTemporaryOrFinal_byItsWindow(WindowUnit unit, Dimension dimension, String type, String code) {
        var refusal = new Refusal(quota(unit, dimension, 10, 10), 10, 1, 10, Refusal.Cause.USED_UP);

        var reply = dialect.errors().refusal(refusal, "r-1", NOW);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(new String(reply.body(), UTF_8))
                .endsWith("\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}".formatted(type, code));
    }

    @Test
    void error_hasAllFourFields() {
        var reply = dialect.errors().error(Fault.ofField("model", "'model' must be \"x\"."), "r-1");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"'model' must be \\\"x\\\".\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":null}}");
    }

    private List<String> passed(String stream, boolean usageAsked) throws IOException {
        return passed(stream, meter(streamCall(usageAsked)));
    }

    private static List<String> passed(String stream, StreamMeter meter) throws IOException {
        return DialectCaller.passed(meter, stream.getBytes(UTF_8));
    }

    private Optional<Usage> usageOf(String reply) {
        return DialectCaller.usageOf(valid("", NOT_SENT), reply);
    }

    private ModelCall streamCall(boolean usageAsked) {
        return valid(",\"stream\":true,\"stream_options\":{\"include_usage\":%b}".formatted(usageAsked), NOT_SENT);
    }

    private ModelCall valid(String moreFields, CompletionDefault completionDefault) {
        return caller.with(completionDefault)
                .post(
                        CHAT,
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}"
                                .formatted(moreFields));
    }

    private ModelCall parse(String json) {
        return caller.post(CHAT, json);
    }

    private Fault faultOf(String json) {
        return caller.fault(CHAT, json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"max_tokens\":500 | 120 | ,\"max_tokens\":120",
                ",\"max_tokens\":500,\"max_completion_tokens\":50 | 120 | ,\"max_tokens\":120,\"max_completion_tokens\":50",
                ",\"n\":3,\"max_tokens\":500 | 100 | ,\"n\":3,\"max_tokens\":33",
            })
    void lowered_lowersEveryMaximum_toWhatItsCompletionsMayHaveTogether(String asked, long tokens, String sent) {
        var call = valid(asked, SENT);

        var lowered = call.lowered(call.estimate().withCompletion(tokens));

        assertThat(body(lowered)).isEqualTo(body(valid(sent, NOT_SENT)));
        assertThat(lowered.estimate().completionTokens()).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({"'', 16", "',\"max_tokens\":5', 5", "',\"n\":3,\"max_tokens\":500', 48"})
    void aCall_isNotLoweredToLessThanIsWorthAsking(String fields, long least) {
        assertThat(valid(fields, SENT).estimate().leastCompletionTokens()).isEqualTo(least);
    }

    private static QuotaState quota(WindowUnit unit, Dimension dimension, long limit, long used) {
        var window = new WindowLength(1, unit).windowAt(NOW);
        return new QuotaState(APP, "plan AIGold", window, dimension, limit, used);
    }
}
