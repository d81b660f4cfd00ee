package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.ScriptedProvider.Received;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.provider.Framing;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that the function's end cuts off, whoever it is that they wait for: each is settled before. */
@Timeout(30)
class DeadlineTest {
    private static final int CALLS = 100;
    private static final Duration LEFT = Duration.ofMillis(4_500);
    private static final Step NEVER = new Step.Await(new CountDownLatch(1));

    private final Settled counters = new Settled();

    /** What the provider says before it falls silent, by what it is asked. */
    private enum Says {
        NOTHING,
        ITS_HEAD,
        ONE_CHUNK,
        /** All of it, so that it is the caller who is waited for. */
        EVERYTHING
    }

    @Test
    void everyCall_isSettledBeforeTheFunctionEnds() throws IOException {
        var apis = ProviderFixture.streamingApis().toList();
        warmUp(apis);
        var reading = new CountDownLatch(1);
        try (var fixture = new ProviderFixture(received -> script(apis, received), counters, Duration.ofMinutes(1));
                var functions = Executors.newVirtualThreadPerTaskExecutor()) {
            var deadline = fixture.clock.instant().plus(LEFT);
            for (var number = 0; number < CALLS; number++) {
                var api = apis.get(number % apis.size());
                var says = number % 2 == 0 ? Says.EVERYTHING : Says.values()[number % 3];
                var caller = says == Says.EVERYTHING ? Caller.to(_ -> await(reading)) : Caller.patient();
                var call = call(api, says);
                functions.execute(() -> fixture.call("r", api, call, caller, deadline));
            }

            Awaitility.await().until(() -> counters.settled.size() == CALLS);
            Awaitility.await().until(() -> fixture.calls.size() == CALLS);

            assertThat(counters.settled).allSatisfy(moment -> assertThat(moment).isBefore(deadline));
            assertThat(fixture.counter().leases()).isEmpty();
            assertThat(fixture.counter().used().requestCount()).isEqualTo(CALLS);
            reading.countDown();
        }
    }

    /** A process loads classes for its first calls: none of those that are watched shall lose its time to that. */
    private static void warmUp(List<RecordedApi> apis) throws IOException {
        try (var fixture = new ProviderFixture(received -> script(apis, received))) {
            apis.forEach(api -> fixture.call(api, call(api, Says.EVERYTHING), Caller.patient()));
        }
    }

    private static RecordedCall call(RecordedApi api, Says says) {
        var call = api.streamedCall().orElseThrow();
        return new RecordedCall(call.path(), call.query(), call.body().replace("\"hi\"", "\"%s\"".formatted(says)));
    }

    private static List<Step> script(List<RecordedApi> apis, Received received) {
        var api = apis.stream()
                .filter(each -> received.line()
                        .contains(each.streamedCall().orElseThrow().path()))
                .findFirst()
                .orElseThrow();
        var says = Arrays.stream(Says.values())
                .filter(each -> received.body().contains(each.name()))
                .findFirst()
                .orElseThrow();
        var reply = api.streamed(api.reports().getFirst(), 3);
        return switch (says) {
            case NOTHING -> List.of(NEVER);
            case ITS_HEAD -> List.of(Framing.CHUNKED.head(reply), NEVER);
            case ONE_CHUNK -> List.of(Framing.CHUNKED.first(reply, reply.endOf(0), false), NEVER);
            case EVERYTHING -> List.of(Framing.CHUNKED.whole(reply), NEVER);
        };
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Notes when a call was settled. */
    private static final class Settled implements Counters {
        private final Counters counters = new InMemoryCounters();
        private final Queue<Instant> settled = new ConcurrentLinkedQueue<>();

        @Override
        public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
            return counters.reserve(key, lease, limits);
        }

        @Override
        public boolean settle(CounterKey key, Lease lease, Amounts used) {
            var isDone = counters.settle(key, lease, used);
            settled.add(Instant.now());
            return isDone;
        }

        @Override
        public boolean release(CounterKey key, Lease lease) {
            return counters.release(key, lease);
        }

        @Override
        public boolean expire(CounterKey key, Lease lease) {
            return counters.expire(key, lease);
        }

        @Override
        public Optional<CounterState> read(CounterKey key) {
            return counters.read(key);
        }
    }
}
