package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.runtime.ResponseStream;
import dev.tollgate.testkit.FailingCounters;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GatewayTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Step NEVER = new Step.Await(new CountDownLatch(1));
    private static final String CHUNK = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":null}\n\n";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n";
    private static final Amounts USED = new Amounts(1, 3, 2, 5, 0);

    @Test
    void theProvider_getsItsCredential_andOnlyListedHeaders() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{}"))) {
            new Call(provider)
                    .header("openai-beta", "x")
                    .header("cookie", "c")
                    .header("x-forwarded-for", "1.2.3.4")
                    .send();

            assertThat(provider.received()).singleElement().satisfies(received -> {
                assertThat(received.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
                assertThat(received.headers())
                        .containsEntry("authorization", "Bearer sk-provider")
                        .containsEntry("accept-encoding", "identity")
                        .containsEntry("openai-beta", "x")
                        .doesNotContainKeys("cookie", "x-forwarded-for", "x-api-key");
            });
        }
    }

    /** A provider must not be asked to send what is not a header. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "✓", "a\nb: c"})
    void aHeaderValueThatIsNone_isLeftOut(String value) throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{}"))) {
            var call = new Call(provider).header("openai-beta", value);

            assertThat(call.send()).startsWith("{\"statusCode\":200,");

            assertThat(provider.received().getFirst().headers()).doesNotContainKey("openai-beta");
        }
    }

    @Test
    void aDefect_isA500_andWhatWasReservedIsCharged() throws IOException {
        var broken = URI.create("http://localhost:70000");
        var call = new Call(new ProxyFixture(broken));

        assertThat(call.send()).startsWith("{\"statusCode\":500,").contains("\"code\":\"internal_error\"");

        assertThat(call.ending()).isInstanceOf(Ending.Defect.class);
        var counter = call.proxy.counter().orElseThrow();
        assertThat(counter.used().completionTokenCount()).isEqualTo(10);
        assertThat(counter.leases()).isEmpty();
    }

    @Test
    void aRefusalByCallsInFlight_isShort() throws Exception {
        var seen = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var provider =
                new ScriptedProvider(ScriptedProvider.eventStream(), new Step.Send(CHUNK), new Step.Await(end))) {
            var call = new Call(provider).streamed();
            var one = new Quota(new WindowLength(1, WindowUnit.DAY), Map.of(Dimension.COMPLETION_TOKEN_COUNT, 10L));
            call.proxy.configuration.put(Policy.of("AIGold", one));
            var inFlight = Thread.ofVirtual().start(() -> call.sendQuietly(new Opens(seen)));
            seen.await();

            assertThat(call.send())
                    .startsWith("{\"statusCode\":429,")
                    .contains(
                            "\"retry-after\":\"1\"", "\"x-should-retry\":\"true\"", "\"code\":\"rate_limit_exceeded\"")
                    .contains("\"ratelimit\":\"\\\"completionTokenCount-1day\\\";r=0;t=1\"");
            end.countDown();
            inFlight.join();

            assertThat(call.send())
                    .contains("\"x-should-retry\":\"false\"", "\"code\":\"insufficient_quota\"")
                    .doesNotContain("\"retry-after\":\"1\"");
        }
    }

    @Test
    void theCaller_getsOnlyListedHeaders() throws IOException {
        var reply = new Step.Send(String.join(
                "\r\n",
                "HTTP/1.1 200 -",
                "content-type: application/json",
                "openai-organization: org-secret",
                "set-cookie: a=b",
                "openai-processing-ms: 7",
                "x-ratelimit-remaining-tokens: 1",
                "content-length: 2",
                "connection: close",
                "",
                "{}"));
        try (var provider = new ScriptedProvider(reply)) {
            assertThat(new Call(provider).send())
                    .contains("\"openai-processing-ms\":\"7\"")
                    .doesNotContain("org-secret", "set-cookie", "\"x-ratelimit-remaining-tokens\":\"1\"");
        }
    }

    @Test
    void aReplyWithoutUsage_isChargedWholeReservation() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{\"choices\":[]}"))) {
            var call = new Call(provider);
            call.send();

            var counter = call.proxy.counter().orElseThrow();
            assertThat(counter.used().completionTokenCount()).isEqualTo(10);
            assertThat(counter.leases()).isEmpty();
            assertThat(usage(call).source()).isEqualTo(Usage.Source.RESERVATION);
        }
    }

    @Test
    void aClientThatGoes_isChargedWhatTheProviderReports() throws IOException {
        try (var provider = new ScriptedProvider(
                ScriptedProvider.eventStream(), new Step.Send(CHUNK), new Step.Send(CHUNK + USAGE), NEVER)) {
            var call = new Call(provider).streamed();

            call.send(new GoneAfter("data:"));

            assertThat(call.proxy.counter()).contains(new CounterState(USED, USED, 0, List.of()));
            assertThat(((Ending.Answered) call.ending()).delivery()).isEqualTo(Ending.Delivery.CLIENT_GONE);
            await().untilAsserted(() -> assertThat(provider.openConnections()).isZero());
        }
    }

    @Test
    void aStreamThatStalls_endsWithAnErrorEvent_andIsChargedItsReservation() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.eventStream(), new Step.Send(CHUNK), NEVER)) {
            var call = new Call(new ProxyFixture(provider.uri(), new InMemoryCounters(), Duration.ofSeconds(1)))
                    .streamed();

            var reply = call.send();

            assertThat(reply)
                    .contains(CHUNK)
                    .endsWith("data: {\"error\":{\"message\":\"The provider took too long: it sent nothing for 1000"
                            + " ms.\",\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_timeout\"}}\n\n");
            assertThat(usage(call).source()).isEqualTo(Usage.Source.RESERVATION);
            assertThat(((Ending.Answered) call.ending()).delivery()).isEqualTo(Ending.Delivery.CUT_SHORT);
        }
    }

    @Test
    void aStreamThatBreaksAfterItsUsage_isChargedItsUsage() throws IOException {
        var seen = new CountDownLatch(1);
        try (var provider = new ScriptedProvider(
                ScriptedProvider.eventStream(), new Step.Send(CHUNK + USAGE), new Step.Await(seen), new Step.Reset())) {
            var call = new Call(provider).streamed();

            call.send(new Opens(seen));

            assertThat(call.proxy.counter()).contains(new CounterState(USED, USED, 0, List.of()));
        }
    }

    /** We end it, and the provider may bill what it was about to say. */
    @Test
    void aStreamThatWeGiveUp_isAnsweredAsAnError_andIsChargedItsReservation() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.eventStream(), NEVER)) {
            var call = new Call(new ProxyFixture(provider.uri(), new InMemoryCounters(), SHORT)).streamed();

            assertThat(call.send()).startsWith("{\"statusCode\":504,").contains("upstream_timeout");

            var counter = call.proxy.counter().orElseThrow();
            assertThat(counter.used().completionTokenCount()).isEqualTo(10);
            assertThat(counter.leases()).isEmpty();
            await().untilAsserted(() -> assertThat(provider.openConnections()).isZero());
        }
    }

    @Test
    void anEmptyStream_isAnsweredAsAnError_andCostsNothing() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.eventStream())) {
            var call = new Call(provider).streamed();

            assertThat(call.send())
                    .startsWith("{\"statusCode\":502,")
                    .contains("The provider failed: it sent an empty stream.");

            assertThat(call.proxy.counter()).contains(CounterState.EMPTY);
        }
    }

    @Test
    void aWholeReplyThatBreaksOff_isAnsweredAsAnError_andIsChargedItsReservation() throws IOException {
        var half = new Step.Send("HTTP/1.1 200 -\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{");
        try (var provider = new ScriptedProvider(half)) {
            var call = new Call(provider);

            assertThat(call.send()).startsWith("{\"statusCode\":502,").contains("\"code\":\"upstream_failed\"");

            assertThat(call.proxy.counter().orElseThrow().used().requestCount()).isEqualTo(1);
            assertThat(usage(call).source()).isEqualTo(Usage.Source.RESERVATION);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, 1", "404, 1", "422, 1", "408, 0", "429, 0", "500, 0", "503, 0"})
    void aProvidersError_isPassedOn_andCostsTheRequest_whereItIsTheCallersFault(int status, long requests)
            throws IOException {
        try (var provider =
                new ScriptedProvider(ScriptedProvider.reply(status, "application/json", "{\"error\":{}}"))) {
            var call = new Call(provider);

            assertThat(call.send()).startsWith("{\"statusCode\":" + status).endsWith("{\"error\":{}}");

            var used = new Amounts(requests, 0, 0, 0, 0);
            assertThat(call.proxy.counter()).contains(new CounterState(used, used, 0, List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedCredential_isOurFault_andItsDetailsAreNotPassedOn(int status) throws IOException {
        var reply = ScriptedProvider.reply(status, "application/json", "{\"error\":\"bad key sk-pro*****er\"}");
        try (var provider = new ScriptedProvider(reply)) {
            var call = new Call(provider);

            assertThat(call.send())
                    .startsWith("{\"statusCode\":502,")
                    .contains("The provider failed: it does not accept this gateway's credential.")
                    .doesNotContain("sk-pro");
            assertThat(call.proxy.counter()).contains(CounterState.EMPTY);
        }
    }

    @Test
    void aStoreThatDoesNotAnswer_isA503_andTheProviderIsNotAsked() throws IOException {
        var failing = new FailingCounters(new StoreException.Unknown("no reply", new Exception()));
        try (var provider = new ScriptedProvider(NEVER)) {
            var call = new Call(new ProxyFixture(provider.uri(), failing, SHORT));

            assertThat(call.send())
                    .startsWith("{\"statusCode\":503,")
                    .contains("The quota cannot be checked right now.");

            assertThat(provider.received()).isEmpty();
        }
    }

    @Test
    void aModelThatIsNotAllowed_isRefused() throws IOException {
        try (var provider = new ScriptedProvider(NEVER)) {
            var call = new Call(provider);
            call.proxy.configuration.put(
                    Backend.of("openai", "openai", provider.uri(), "openai").withModels(Set.of("b", "a")));

            assertThat(call.send())
                    .startsWith("{\"statusCode\":404,")
                    .contains("The model 'm' cannot be called here. What can: a, b.");
        }
    }

    @Test
    void aBackendsLimit_refuses_andIsNamed_andTheSubscriptionPaysNothing() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{}"))) {
            var call = new Call(provider);
            var one = new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.REQUEST_COUNT, 1L));
            call.proxy.configuration.put(Backend.of("openai", "openai", provider.uri(), "openai")
                    .with(new BackendLimits.ProviderWide(Limits.of(one))));
            call.send();
            var before = call.proxy.counter();

            assertThat(call.send())
                    .startsWith("{\"statusCode\":429,")
                    .contains("requestCount of backend openai is limited to 1 in 1 min");

            assertThat(call.proxy.counter()).isEqualTo(before);
        }
    }

    @Test
    void aPlanThatOnlyCounts_admits_andSaysThatItIsExceeded() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{}"))) {
            var call = new Call(provider);
            var one = new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.REQUEST_COUNT, 1L));
            call.proxy.configuration.put(
                    Policy.of("AIGold", one).with(Enforcement.STRICT.with(Enforcement.OnQuotaReach.PASS)));
            assertThat(call.send()).doesNotContain("x-tollgate-quota-exceeded");

            assertThat(call.send())
                    .startsWith("{\"statusCode\":200,")
                    .contains("\"x-tollgate-quota-exceeded\":\"requestCount-1min\"");
        }
    }

    @Test
    void aPlanThatDoesNotExist_isA503_thatSaysWhatIsMissing() throws IOException {
        try (var provider = new ScriptedProvider(NEVER)) {
            var call = new Call(provider);
            call.proxy.configuration.put(new Subscription("app", "An application", "AIGone", Set.of("openai")));

            assertThat(call.send()).startsWith("{\"statusCode\":503,").contains("there is no Policy 'AIGone'");
        }
    }

    @Test
    void aBodyOverTheLimit_isA413() throws IOException {
        try (var provider = new ScriptedProvider(NEVER)) {
            var call = new Call(provider).prompt("x".repeat(GatewaySettings.DEFAULT.maxBodyBytes()));

            assertThat(call.send()).startsWith("{\"statusCode\":413,").contains("at most 6291456 are taken");

            assertThat(call.proxy.counter()).isEmpty();
        }
    }

    @Test
    void theLog_holdsNoKeyNoPromptAndNoCompletion() throws IOException {
        var lines = new ByteArrayOutputStream();
        var log = new JsonCallLog(Stage.SANDBOX, new PrintStream(lines, true, UTF_8));
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{\"secret\":1}"))) {
            var call = new Call(provider).prompt("my secret");
            call.send();
            log.record(call.proxy.calls.getFirst());
        }

        assertThat(lines.toString(UTF_8))
                .contains("\"outcome\":\"Answered\"", "\"model\":\"m\"")
                .doesNotContain("secret", "AAAA", "sk-provider");
    }

    private static Usage usage(Call call) {
        return ((Ending.Answered) call.ending()).usage();
    }

    /** One call to a proxy, to be sent once or several times. */
    private static final class Call {
        private final ProxyFixture proxy;
        private final Map<String, String> headers = new TreeMap<>();
        private String more = "";
        private String prompt = "hi";

        Call(ScriptedProvider provider) {
            this(new ProxyFixture(provider.uri()));
        }

        Call(ProxyFixture proxy) {
            this.proxy = proxy;
            header("authorization", "Bearer " + ProxyFixture.KEY);
            header("content-type", "application/json");
        }

        Call header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Call streamed() {
            more = ",\"stream\":true";
            return this;
        }

        Call prompt(String text) {
            prompt = text;
            return this;
        }

        Ending ending() {
            return proxy.calls.getLast().ending();
        }

        String send() throws IOException {
            var out = new ByteArrayOutputStream();
            send(out);
            return out.toString(UTF_8);
        }

        void sendQuietly(OutputStream out) {
            try {
                send(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void send(OutputStream out) throws IOException {
            proxy.handler(ReplyMode.STREAMED)
                    .handleRequest(new ByteArrayInputStream(event()), new ResponseStream(out), ProxyFixture.context());
        }

        private byte[] event() throws IOException {
            var json = JsonMapper.builder().build();
            var event = json.createObjectNode()
                    .put("httpMethod", "POST")
                    .put(
                            "body",
                            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"max_tokens\":10%s}"
                                    .formatted(prompt, more));
            headers.forEach(event.putObject("headers")::put);
            event.putObject("pathParameters").put("backend", "openai").put("proxy", "v1/chat/completions");
            event.putObject("requestContext").put("requestId", "r-1");
            return json.writeValueAsBytes(event);
        }
    }

    /** A client that goes as soon as this text is sent to it. */
    private static final class GoneAfter extends ByteArrayOutputStream {
        private final String text;

        GoneAfter(String text) {
            this.text = text;
        }

        @Override
        public void flush() throws IOException {
            if (toString(UTF_8).contains(text)) {
                throw new IOException("broken pipe");
            }
        }
    }

    /** A client that opens a latch once it has received a chunk. */
    private static final class Opens extends ByteArrayOutputStream {
        private final CountDownLatch latch;

        Opens(CountDownLatch latch) {
            this.latch = latch;
        }

        @Override
        public void flush() {
            if (toString(UTF_8).contains("data:")) {
                latch.countDown();
            }
        }
    }
}
