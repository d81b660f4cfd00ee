package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Tariff;
import dev.tollgate.local.demo.DemoModel;
import dev.tollgate.testkit.lambda.LambdaProcess;
import dev.tollgate.testkit.lambda.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that are killed at whatever they do. */
@Timeout(180)
class KilledFunctionIT {
    private static final int KILLS = 10;
    private static final Amounts A_CALL = new Amounts(1, 5, 37, 42, 0);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void theNextProcess_carriesOn_andNothingIsLost() throws Exception {
        System.out.println("KilledFunctionIT: seed " + seed);
        try (var model = new DemoModel(Duration.ofMillis(5));
                var zip = new ProxyZip(model.baseUrl(), new byte[32])) {
            for (var kill = 0; kill < KILLS; kill++) {
                try (var process = zip.start()) {
                    zip.warmUp();
                    aWholeCall(zip);
                    aCallThatIsKilled(zip, process, kill % 3);
                }
            }

            var alive = zip.counter();
            assertThat(alive.assumed()).isZero();
            assertThat(alive.leases()).as("seed %d", seed).hasSizeBetween(KILLS / 3, KILLS - KILLS / 3 + 1);

            meet(zip, Instant.now());
            assertThat(zip.counter()).as("nobody buries who may be alive").isEqualTo(alive);

            meet(zip, Instant.now().plus(Duration.ofMinutes(3)));
            var dead = alive.leases().size();
            var all = alive.leases().stream().reduce(alive, CounterState::expired, (one, _) -> one);
            assertThat(zip.counter()).isEqualTo(all);
            assertThat(zip.counter().assumed()).isEqualTo(dead);
            assertThat(zip.counter().used()).isEqualTo(zip.counter().committed());
        }
    }

    /** It is served and settled, whatever became of the process before. */
    private static void aWholeCall(ProxyZip zip) throws InterruptedException {
        var before = zip.counter();

        var call = zip.api.invoke(zip.call("demo", ProxyZip.HELLO.formatted("demo", false, "a")));

        assertThat(call.await(ProxyZip.PATIENCE)).isInstanceOfSatisfying(Reply.Streamed.class, reply -> {
            assertThat(reply.failure()).isEmpty();
            assertThat(reply.prelude()).contains("\"statusCode\":200");
        });
        var after = zip.counter();
        assertThat(after.used()).isEqualTo(before.used().plus(A_CALL));
        assertThat(after.leases()).isEqualTo(before.leases());
    }

    /** Before its reply has begun, most likely; in the midst of it; after its end. */
    private void aCallThatIsKilled(ProxyZip zip, LambdaProcess process, int when) throws InterruptedException {
        var before = zip.counter();
        // A stream to be killed in its midst must not be at its end before the process is.
        var model = when == 1 ? "demo-slow" : "demo";
        var call = zip.api.invoke(zip.call("demo", ProxyZip.HELLO.formatted(model, true, "a")));
        switch (when) {
            case 0 -> LockSupport.parkNanos(random.nextLong(60_000_000));
            case 1 -> call.awaitChunks(1 + random.nextInt(15), ProxyZip.PATIENCE);
            default -> call.await(ProxyZip.PATIENCE);
        }
        process.kill();

        var reply = call.await(ProxyZip.PATIENCE);
        var after = zip.counter();
        var leases = after.leases().size() - before.leases().size();
        switch (when) {
            case 0 -> assertThat(leases).isBetween(0, 1);
            case 1 -> {
                assertThat(reply).isInstanceOf(Reply.Lost.class);
                assertThat(leases).as("seed %d", seed).isEqualTo(1);
                assertThat(after.used()).isEqualTo(before.used());
            }
            default -> {
                assertThat(reply).isInstanceOf(Reply.Streamed.class);
                assertThat(leases).isZero();
                assertThat(after.used()).isEqualTo(before.used().plus(A_CALL));
            }
        }
    }

    /** Asks for more than is left, at this time: who is refused buries the dead. */
    private static void meet(ProxyZip zip, Instant time) {
        var limiter = new Limiter(zip.stage.counters(), () -> time, new Random(1), ForkJoinPool.commonPool());
        var limits = zip.stage
                .configuration()
                .find(Policy.class, "plan")
                .orElseThrow()
                .limits();
        var owner = new OwnerQuotas(
                new Owner.OfSubscription(ProxyZip.SUBSCRIPTION), "plan", limits, Enforcement.STRICT, Tariff.PLAIN);

        var decision = limiter.reserve(List.of(owner), new Estimate(ProxyZip.LIMIT, 0), time.plusSeconds(60));

        assertThat(decision).isInstanceOf(Decision.Refused.class);
    }
}
