package dev.tollgate.admin.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.admin.access.Caller;
import dev.tollgate.admin.form.CorrectionForm;
import dev.tollgate.admin.form.Form;
import dev.tollgate.admin.http.Body;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.admin.http.Request;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.testkit.InMemoryConfiguration;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Resets and top-ups, and the forms that ask for them. */
class CorrectionsTest {
    private static final Quota TOKENS =
            new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.TOTAL_TOKEN_COUNT, 1_000L));
    private static final Request REQUEST = new Request(
            "r1",
            "POST",
            "/",
            Map.of(),
            Map.of(),
            new Body("", false),
            new Caller("", "", List.of(), new Redacted("")));
    private static final String RESET = """
            {"window": "1min", "reason": "a test went wrong"}""";
    private static final String TOP_UP = """
            {"window": "1min", "granted": {"totalTokenCount": 500}, "reason": "a release"}""";

    private final SettableClock clock = new SettableClock("2026-11-20T10:00:30Z");
    private final InMemoryCounters counters = new InMemoryCounters();
    private final InMemoryConfiguration configuration = new InMemoryConfiguration(
            Policy.of("gold", TOKENS), new Subscription("app", "Application", "gold", Set.of()), backend());
    private final Corrections corrections = new Corrections(configuration, counters, configuration::append, clock);

    @Test
    void aReset_isDone_andInTheAuditLog() {
        use(400);

        var done = done(correct(reset("key-1")));

        assertThat(window(done).limits().get("totalTokenCount"))
                .isEqualTo(new LimitUsage(1_000, 400, 0, 1_000, null, 400L));
        assertThat(window(done).start()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("RESET");
            assertThat(entry.kind()).isEqualTo("Subscription");
            assertThat(entry.object()).isEqualTo("app");
            assertThat(entry.actor()).isEqualTo("jane");
            assertThat(entry.reason()).isEqualTo("a test went wrong");
            assertThat(entry.request()).isEqualTo("r1");
            assertThat(entry.after()).contains("\"window\":\"1min\",\"start\":\"2026-11-20T10:00:00Z\"");
        });
    }

    @Test
    void aTopUp_withTheSameKey_countsOnce() {
        var first = done(correct(topUp("key-1", TOP_UP)));
        var again = done(correct(topUp("key-1", TOP_UP)));
        var other = done(correct(topUp("key-2", TOP_UP)));

        assertThat(again).isEqualTo(first);
        assertThat(window(again).limits().get("totalTokenCount"))
                .isEqualTo(new LimitUsage(1_000, 0, 0, 1_500, 500L, null));
        assertThat(window(other).limits().get("totalTokenCount"))
                .isEqualTo(new LimitUsage(1_000, 0, 0, 2_000, 1_000L, null));
    }

    @Test
    void aSecondAttempt_thatNamesTheStart_doesNotMeetTheNextWindow() {
        var named = """
                {"window": "1min", "start": "2026-11-20T10:00:00Z", "reason": "again"}""";
        assertThat(correct(correction(Correction.Action.RESET, CorrectionForm.reset(json(named)), "key-1")))
                .isInstanceOf(CorrectionResult.Done.class);

        clock.advance(Duration.ofMinutes(1));

        assertThat(correct(correction(Correction.Action.RESET, CorrectionForm.reset(json(named)), "key-1")))
                .isEqualTo(new CorrectionResult.Conflict(
                        "that is not the present window: it began at 2026-11-20T10:01:00Z"));
        assertThat(entries()).hasSize(1);
    }

    @Test
    void whatCannotBeDone_isNotInTheAuditLog() {
        var unlimited = """
                {"window": "1min", "granted": {"requestCount": 5}, "reason": "x"}""";
        var elsewhere = """
                {"window": "1day", "granted": {"requestCount": 5}, "reason": "x"}""";

        assertThat(correct(topUp("k", unlimited)))
                .isEqualTo(new CorrectionResult.Wrong(List.of(Problem.Part.at(
                        "/granted/requestCount", "must be left out: it is not limited in this window"))));
        assertThat(correct(topUp("k", elsewhere)))
                .isEqualTo(new CorrectionResult.Wrong(List.of(Problem.Part.at("/window", "must be one of 1min"))));
        assertThat(corrections.ofSubscription("none", reset("k"))).isInstanceOf(CorrectionResult.NotFound.class);
        assertThat(entries()).isEmpty();
    }

    @Test
    void nothingIsDone_thatCannotBeWrittenDown() {
        use(400);
        AuditLog broken = new AuditLog() {
            @Override
            public void append(AuditEntry entry) {
                throw new IllegalStateException("the log is down");
            }

            @Override
            public AuditPage entries(AuditQuery query) {
                return new AuditPage(List.of(), "");
            }
        };

        assertThatThrownBy(() -> new Corrections(configuration, counters, broken::append, clock)
                        .ofSubscription("app", reset("k")))
                .hasMessage("the log is down");
        assertThat(counters.read(key()).orElse(CounterState.EMPTY).charged(Dimension.TOTAL_TOKEN_COUNT))
                .isEqualTo(400);
    }

    @Test
    void aWindow_isCorrectedOnlySoOften() {
        for (var times = 0; times < CounterCorrections.MOST; times++) {
            done(correct(topUp("key-" + times, TOP_UP)));
        }

        var reply = correct(topUp("once-more", TOP_UP)).reply(REQUEST);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body()).contains("this window has been corrected 16 times");
    }

    @Test
    void ofABackend_theResourceMustBeNamed() {
        var model = """
                {"window": "1min", "model": "gpt-5", "reason": "x"}""";

        assertThat(corrections.ofBackend("openai", reset("k"))).isInstanceOf(CorrectionResult.Wrong.class);
        assertThat(correct(correction(Correction.Action.RESET, CorrectionForm.reset(json(model)), "k")))
                .isEqualTo(new CorrectionResult.Wrong(
                        List.of(Problem.Part.at("/model", "must be left out: a plan has one limit for all calls"))));
        var done = done(corrections.ofBackend(
                "openai", correction(Correction.Action.RESET, CorrectionForm.reset(json(model)), "k")));
        assertThat(done.backend()).isEqualTo("openai");
        assertThat(done.owner()).isEqualTo("model gpt-5");
    }

    @Test
    void aForm_tellsAllThatIsWrong() {
        var read = CorrectionForm.topUp(json("""
                {"window": "minute", "start": "now", "granted": {"cost": -1, "tokens": 1}, "more": 1}"""));

        assertThat(read.object()).isEmpty();
        assertThat(read.faults())
                .extracting(Problem.Part::pointer)
                .containsExactlyInAnyOrder("/window", "/start", "/granted/cost", "/granted/tokens", "/reason", "/more");
        assertThat(CorrectionForm.topUp(json("{\"window\": \"1min\", \"granted\": {}, \"reason\": \"x\"}"))
                        .faults())
                .extracting(Problem.Part::pointer)
                .containsExactly("/granted");
        assertThat(CorrectionForm.reset(json("{\"window\": \"1min\", \"reason\": \"%s\"}".formatted("x".repeat(501))))
                        .faults())
                .extracting(Problem.Part::pointer)
                .containsExactly("/reason");
    }

    private CorrectionResult correct(Correction correction) {
        return corrections.ofSubscription("app", correction);
    }

    private static Correction reset(String key) {
        return correction(Correction.Action.RESET, CorrectionForm.reset(json(RESET)), key);
    }

    private static Correction topUp(String key, String body) {
        return correction(Correction.Action.TOP_UP, CorrectionForm.topUp(json(body)), key);
    }

    private static Correction correction(Correction.Action action, Form.Read<CorrectionForm> read, String key) {
        assertThat(read.faults()).isEmpty();
        return new Correction(action, read.object().orElseThrow(), key, "jane", "r1");
    }

    private static CorrectedForm done(CorrectionResult result) {
        assertThat(result).isInstanceOf(CorrectionResult.Done.class);
        return ((CorrectionResult.Done) result).form();
    }

    private static WindowForm window(CorrectedForm form) {
        return (WindowForm) form.window();
    }

    private List<AuditEntry> entries() {
        var all = new AuditLog.AuditQuery(Optional.empty(), Instant.EPOCH, Instant.MAX, "", 100);
        return configuration.entries(all).entries();
    }

    private void use(long tokens) {
        var amounts = new Amounts(1, tokens, 0, tokens, 0);
        var lease = new Lease(new LeaseId("aaaaaaaa"), clock.instant().plus(Duration.ofMinutes(16)), amounts);
        counters.reserve(key(), lease, Map.of());
        counters.settle(key(), lease, amounts);
    }

    private CounterKey key() {
        return new CounterKey(new Owner.OfSubscription("app"), TOKENS.window().windowAt(clock.instant()));
    }

    private static Backend backend() {
        return Backend.of("openai", "openai", URI.create("https://api.example.com"), "key")
                .withModels(Set.of("gpt-5", "gpt-4"))
                .with(new BackendLimits.PerResource(Limits.NONE, Map.of(), Limits.of(TOKENS), Map.of()));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
