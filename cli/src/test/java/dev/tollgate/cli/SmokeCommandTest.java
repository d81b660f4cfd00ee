package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmokeCommandTest {
    private static final String KEY = "tg-sandbox-abcdefghijkl-0123456789012345678901234567890123456789012";
    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"content\":\"Hello\"}}],\"usage\":{\"total_tokens\":35}}";
    private static final String EVENT = "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\n";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String REFUSAL = "{\"error\":{\"code\":\"insufficient_quota\"}}";
    private static final String SUBSCRIPTION = "/subscriptions/smoke-[0-9a-f]{8}";
    private static final String USAGE = "GET /usage" + SUBSCRIPTION;

    private final FakeApi api = new FakeApi();
    private final FakeGateway gateway = new FakeGateway();

    @BeforeEach
    void prepare() {
        api.objects.put("backends", "{\"id\":\"b1\",\"dialect\":\"openai\",\"models\":[\"gpt-5\"]}");
        api.replyWhere(
                "POST " + SUBSCRIPTION + "/keys", 201, "{\"key\":\"%s\",\"stored\":{\"id\":\"k1\"}}".formatted(KEY));
        api.replyWhere("GET " + SUBSCRIPTION + "/keys", 200, "{\"items\":[{\"id\":\"k1\"}]}");
        api.replyWhere("DELETE " + SUBSCRIPTION + "/keys/k1", 204, "");
    }

    @AfterEach
    void stop() {
        api.close();
        gateway.close();
    }

    @Test
    void everyStepHasItsLine_andNothingIsLeft() {
        gateway.whole(200, ANSWER).streamed(EVENT, DONE).whole(429, REFUSAL, "retry-after", "9");
        booked(2, 70);

        var ran = smoke();

        assertThat(ran.code()).isZero();
        assertThat(ran.out().replaceAll("smoke-[0-9a-f]{8}", "ID").replaceAll("\\d+ ms", "N ms"))
                .isEqualTo("""
                        ok   admin API       backend b1, model gpt-5
                        ok   policy and key  ID
                        ok   whole call      200, N ms, 35 tokens
                        ok   streamed call   200, N ms to the first byte, N ms in all, 2 pieces
                        ok   refusal         429, retry-after 9
                        ok   usage booked    2 requests, 70 tokens
                        ok   clean-up        ID is gone
                        """);
        assertNothingIsLeft();
    }

    @Test
    void callsAreMadeAsTheDialectHasThem_withTheKeyThatWasMade() {
        gateway.whole(200, ANSWER).streamed(EVENT, DONE).whole(429, REFUSAL, "retry-after", "9");
        booked(2, 70);

        smoke();

        var whole = gateway.asked.get(0);
        assertThat(whole.target()).isEqualTo("/sandbox/b1/v1/chat/completions");
        assertThat(whole.headers()).containsEntry("authorization", "Bearer " + KEY);
        assertThat(whole.body())
                .contains("\"model\":\"gpt-5\"", "\"max_completion_tokens\":64")
                .doesNotContain("stream");
        assertThat(gateway.asked.get(1).body()).contains("\"stream\":true");
    }

    @Test
    void compatibleServers_areToldTheMaximumInTheFieldThatAllObey() {
        api.objects.put("backends", "{\"id\":\"b2\",\"dialect\":\"openai-compatible\",\"models\":[\"org/llama\"]}");
        gateway.whole(500, "");

        smoke("--backend", "b2");

        assertThat(gateway.asked.get(0).body()).contains("\"model\":\"org/llama\"", "\"max_tokens\":64");
    }

    @Test
    void quiet_printsFailuresAlone() {
        gateway.whole(200, ANSWER).streamed(EVENT, DONE).whole(200, ANSWER);

        assertThat(smoke("--quiet").out()).startsWith("FAIL refusal").hasLineCount(1);
    }

    @Test
    void theWindowHasHoursBeforeAndBehindIt_alsoAtMidnight() {
        gateway.whole(500, "").whole(500, "");

        line().run("smoke");
        line().at("2026-11-20T23:59:59Z").run("smoke");

        assertThat(api.asked.stream()
                        .filter(each ->
                                each.method().equals("POST") && each.path().equals("/policies"))
                        .map(each -> each.body().at("/limits/quotas/0/timeZone").asText()))
                .containsExactly("Z", "+12:00");
    }

    @Test
    void wrongStatus_fails() {
        gateway.whole(502, "{\"error\":\"the provider is away, " + KEY + "\"}", "x-request-id", "r-1");

        assertFails(
                smoke(),
                "FAIL whole call      502 {\"error\":\"the provider is away, (the key)\"}: ",
                "x-request-id r-1");
    }

    @Test
    void keyOfAnotherStage_isExplained() {
        gateway.whole(401, "{}");

        assertFails(smoke(), "FAIL whole call      401 {}", "--gateway");
    }

    @Test
    void replyThatIsNoAnswer_fails() {
        gateway.whole(200, "<html>Welcome</html>");

        assertFails(smoke(), "FAIL whole call      200 <html>Welcome</html>", "baseUrl");
    }

    @Test
    void answerWithoutTokens_fails() {
        gateway.whole(200, "{\"choices\":[{\"message\":{}}]}");

        assertFails(smoke(), "FAIL whole call      200 {", "tokens");
    }

    @Test
    void noConnection_fails() {
        gateway.close();

        assertFails(smoke(), "FAIL whole call      ", "look at --gateway");
    }

    @Test
    void streamWithoutItsLastEvent_fails() {
        gateway.whole(200, ANSWER).streamed(EVENT, "data: {\"error\":\"overloaded\"}\n\n");

        assertFails(smoke(), "FAIL streamed call   ", "without its last event", "overloaded");
    }

    @Test
    void streamThatIsCut_fails() {
        gateway.whole(200, ANSWER).cut(EVENT);

        assertFails(smoke(), "FAIL streamed call   ", EVENT.length() + " bytes came, and it broke off");
    }

    @Test
    void streamThatNeverEnds_fails() {
        gateway.whole(200, ANSWER).stalled(EVENT, DONE);

        assertFails(smoke("--timeout", "3"), "FAIL streamed call   ", " bytes came, and no end in 3 s");
    }

    @Test
    void streamInOnePiece_fails_unlessTheStageBuffers() {
        for (var run = 0; run < 2; run++) {
            gateway.whole(200, ANSWER).whole(200, EVENT + DONE);
            if (run == 1) {
                gateway.whole(429, REFUSAL, "retry-after", "9");
            }
        }
        booked(2, 70);

        assertFails(smoke(), "FAIL streamed call   ", "in one piece", "--buffered");
        assertThat(smoke("--buffered").code()).isZero();
    }

    @Test
    void callTooMany_failsWhereItPasses_orIsRefusedWithoutAWord() {
        gateway.whole(200, ANSWER).streamed(EVENT, DONE).whole(200, ANSWER);
        assertFails(smoke(), "FAIL refusal         200 ", "limits are not held");

        gateway.whole(200, ANSWER).streamed(EVENT, DONE).whole(429, REFUSAL);
        assertFails(smoke(), "FAIL refusal         429 ", "retry-after");
    }

    @Test
    void nothingBooked_fails_afterTenSeconds() {
        gateway.whole(200, ANSWER).streamed(EVENT, DONE).whole(429, REFUSAL, "retry-after", "9");
        booked(2, 0);
        var seconds = new AtomicInteger();

        var ran = line().pause(duration -> seconds.addAndGet((int) duration.toSeconds()) > 0)
                .run("smoke");

        assertFails(ran, "FAIL usage booked    2 requests, 0 tokens: ");
        assertThat(seconds).hasValue(10);
    }

    @Test
    void usageThatIsBookedLater_isWaitedFor() {
        gateway.whole(200, ANSWER).streamed(EVENT, DONE).whole(429, REFUSAL, "retry-after", "9");
        booked(1, 35);

        var ran = line().pause(duration -> {
                    booked(2, 70);
                    return true;
                })
                .run("smoke");

        assertThat(ran.out()).contains("ok   usage booked    2 requests, 70 tokens");
        assertThat(ran.code()).isZero();
    }

    @Test
    void whoMayNotMakePolicies_isTold() {
        api.reply("POST /policies", 403, "{\"title\":\"Forbidden\",\"detail\":\"it needs admin\"}");

        assertFails(smoke(), "FAIL policy and key  403 Forbidden - it needs admin: ", "TOLLGATE_ADMIN_ROLES");
        assertThat(gateway.asked).isEmpty();
    }

    @Test
    void whatIsHalfMade_isTakenAway() {
        api.replyWhere("POST /subscriptions", 400, "{\"title\":\"Bad Request\"}");

        assertFails(smoke(), "FAIL policy and key  400 Bad Request");
        assertThat(api.objects.count("policies")).isZero();
    }

    @Test
    void whatCannotBeTakenAway_isNamedWithItsCommand() {
        gateway.whole(500, "");
        api.diesAfterWrites(3);

        var ran = smoke("--url", api.url());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out().replaceAll("smoke-[0-9a-f]{8}", "ID").replace(api.url(), "URL"))
                .contains("FAIL clean-up        not all is gone, no answer from URL: ")
                .endsWith(": run ./tollgate keys revoke ID k1 --yes --url URL"
                        + " && ./tollgate subscriptions delete ID --yes --url URL"
                        + " && ./tollgate policies delete ID --yes --url URL\n");
    }

    @Test
    void backend_mustBeNamed_whereThereAreSeveral() {
        api.objects.put("backends", "{\"id\":\"b2\",\"dialect\":\"openai\"}");

        var ran = smoke();

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--backend", "b1, b2");
        assertThat(api.writes()).isZero();
    }

    @Test
    void model_mustBeNamed_whereTheBackendAllowsAny() {
        api.objects.put("backends", "{\"id\":\"b2\",\"dialect\":\"openai\"}");

        assertThat(smoke("--backend", "b2").err()).contains("--model");
        assertThat(smoke("--backend", "b1", "--model", "\"").code()).isEqualTo(2);
        assertThat(api.writes()).isZero();
    }

    @Test
    void backendThatIsNotThere_fails() {
        assertFails(smoke("--backend", "b9"), "FAIL admin API       404 ", "backends list");
    }

    @Test
    void dialectThatIsNotKnown_fails() {
        api.objects.put("backends", "{\"id\":\"b2\",\"dialect\":\"mcp\",\"models\":[\"m\"]}");

        assertFails(smoke("--backend", "b2"), "FAIL admin API       backend b2 has the dialect 'mcp'");
    }

    @Test
    void gateway_mustBeGiven_besideAUrl() {
        var ran = Ran.run(api, "smoke");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--gateway", "TOLLGATE_URL");
        assertThat(smoke("--gateway", "http://gateway.example/sandbox").err()).contains("https://");
        assertThat(api.asked).isEmpty();
    }

    @Test
    void adminApiThatDoesNotAnswer_fails() {
        api.close();

        var ran = smoke();

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).startsWith("FAIL admin API       no answer from").hasLineCount(1);
    }

    private Ran.Line line() {
        return new Ran.Line(api).with("TOLLGATE_URL", gateway.url());
    }

    private Ran smoke(String... options) {
        var arguments = new String[options.length + 1];
        arguments[0] = "smoke";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return line().run(arguments);
    }

    private void booked(int requests, int tokens) {
        api.replyWhere(
                USAGE,
                200,
                "{\"owners\":[{\"windows\":[{\"limits\":{\"requestCount\":{\"used\":%d},\"totalTokenCount\":{\"used\":%d}}}]}]}"
                        .formatted(requests, tokens));
    }

    private void assertFails(Ran ran, String begin, String... parts) {
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains(begin);
        for (var part : parts) {
            assertThat(ran.out()).contains(part);
        }
        assertThat(ran.out() + ran.err()).doesNotContain(KEY);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        assertThat(api.objects.count("policies") + api.objects.count("subscriptions"))
                .isZero();
        var keys = api.asked.stream().filter(each -> each.path().matches(SUBSCRIPTION + "/keys.*"));
        var made = api.asked.stream()
                .filter(each -> each.method().equals("POST") && each.path().matches(SUBSCRIPTION + "/keys"))
                .count();
        assertThat(keys.filter(each -> each.method().equals("DELETE"))).hasSizeGreaterThanOrEqualTo((int) made);
    }
}
