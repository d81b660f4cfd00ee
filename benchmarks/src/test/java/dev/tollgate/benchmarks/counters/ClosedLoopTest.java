package dev.tollgate.benchmarks.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    @Test
    void run_asksAsOftenAsItIsTold_allCallersTogether() {
        var asked = new AtomicInteger();

        var sample = new ClosedLoop(new Load(8, 1)).run(_ -> asked.incrementAndGet() % 2 == 0, 1_001);

        assertThat(asked).hasValue(1_001);
        assertThat(sample.decisions()).isEqualTo(1_001);
        assertThat(sample.admitted()).isEqualTo(500);
    }

    @Test
    void run_asksForEveryOwner() {
        var owners = ConcurrentHashMap.<Integer>newKeySet();

        new ClosedLoop(new Load(2, 10)).run(owners::add, 1_000);

        assertThat(owners).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void run_failsWithADecisionThatFails() {
        var loop = new ClosedLoop(new Load(2, 1));

        assertThatIllegalStateException()
                .isThrownBy(() -> loop.run(_ -> fail(), 10))
                .withMessage("a call failed");
    }

    private static boolean fail() {
        throw new UnsupportedOperationException("no store");
    }
}
