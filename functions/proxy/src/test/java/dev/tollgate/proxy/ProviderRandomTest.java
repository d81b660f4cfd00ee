package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.ScriptedProvider.Received;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.model.Seeds;
import dev.tollgate.testkit.provider.RandomScript;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedCall;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Providers that behave at random: nothing gets through as an exception, everything that was reserved is settled or given
 * back, the caller has the provider's own bytes, and nothing stays in memory.
 *
 * <p>What fails names its seed; {@code -Dtollgate.seed=} plays it alone.
 */
@Timeout(120)
class ProviderRandomTest {
    private static final int SCRIPTS = 500;
    private static final int WARM_UP = 100;
    private static final int AT_ONCE = 8;
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final long MOST_GROWTH = 8 << 20;
    private static final Pattern SEED = Pattern.compile("seed-([0-9]+)");

    private final List<RecordedApi> apis = ProviderFixture.apis().toList();
    private final Map<String, RandomScript> scripts = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    @Test
    void everyReservationEnds_andTheCallerHasTheProvidersBytes() throws IOException {
        play(WARM_UP);
        var before = usedHeap();

        play(SCRIPTS);

        assertThat(complaints).isEmpty();
        assertThat(usedHeap() - before).as("growth of the heap").isLessThan(MOST_GROWTH);
    }

    private void play(int count) throws IOException {
        try (var fixture = new ProviderFixture(this::steps, new InMemoryCounters(), IDLE)) {
            try (var callers = Executors.newFixedThreadPool(AT_ONCE)) {
                Seeds.upTo(count).forEach(seed -> callers.execute(() -> play(seed, fixture)));
            }
            assertThat(complaints).isEmpty();
            assertThat(fixture.calls).hasSize((int) Seeds.upTo(count).count());
            assertThat(fixture.counter().leases()).isEmpty();
            assertThat(fixture.counter().committed())
                    .isEqualTo(fixture.counter().used());
            assertThat(fixture.counter().used().totalTokenCount())
                    .isEqualTo(fixture.calls.stream()
                            .mapToLong(call -> ProviderFixture.charged(call).total())
                            .sum());
        }
        scripts.clear();
    }

    private List<Step> steps(Received received) {
        var seed = SEED.matcher(received.body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        return Objects.requireNonNull(scripts.get(seed)).steps();
    }

    private void play(long seed, ProviderFixture fixture) {
        try {
            var id = String.valueOf(seed);
            var script = RandomScript.of(seed, apis);
            scripts.put(id, script);
            var call = script.call();
            var caller = Caller.to(_ -> script.goOn().countDown());
            var seeded = call.body().replace("\"hi\"", "\"seed-%s\"".formatted(id));

            fixture.call(
                    id,
                    script.api(),
                    new RecordedCall(call.path(), call.query(), seeded),
                    caller,
                    fixture.clock.instant().plusSeconds(600));

            check(script, caller, record(fixture, id));
        } catch (RuntimeException | AssertionError e) {
            complaints.add("seed %d: %s".formatted(seed, e));
        }
    }

    private static CallRecord record(ProviderFixture fixture, String id) {
        return fixture.calls.stream()
                .filter(call -> call.requestId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void check(RandomScript script, Caller caller, CallRecord record) {
        var charged = ProviderFixture.charged(record);
        assertThat(caller.hasBegun()).isTrue();
        assertThat(charged.source()).isNotEqualTo(Usage.Source.ESTIMATE);
        if (record.ending() instanceof Ending.Answered answered && isOfOneKind(script)) {
            var passed = caller.bytes();
            var same = Arrays.mismatch(passed, script.sent());
            var isPrefix = same < 0 || same == passed.length || caller.text().contains("The provider ");
            assertThat(isPrefix).as("%s: %s", answered, caller.text()).isTrue();
        }
    }

    /** Whether the caller can only have what was sent as the body: no bytes beside it could be taken for it. */
    private static boolean isOfOneKind(RandomScript script) {
        return !script.reply().headers().containsKey("content-length");
    }

    private static long usedHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
