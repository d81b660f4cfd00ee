package dev.tollgate.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.model.ModelRunner;
import dev.tollgate.testkit.model.Seeds;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The counters in memory on 100,000 random operations, and how a difference would be told. */
class InMemoryCountersModelTest {
    private static final int SEEDS = 100;
    private static final int OPERATIONS = 1_000;

    @Test
    void everyOperation_answersAndCounts_asTheModelDoes() {
        var counters = new InMemoryCounters();
        Seeds.upTo(SEEDS).forEach(new ModelRunner(counters, counters, OPERATIONS)::run);
    }

    @Test
    void aDifference_isToldWithItsSeed_andNoMoreOperationsThanItTakes() {
        var faulty = StoreFault.AN_EXPIRY_GIVES_BACK.store(new InMemoryCounters(), InstantSource.system());
        var runner = new ModelRunner(faulty, OPERATIONS);

        assertThatThrownBy(() -> runner.run(3))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dtollgate.seed=3 ")
                .hasMessageMatching(
                        "(?s)[^\n]*\nReserve[^\n]*\nExpire[^\n]*\n(Reserve|Read)[^\n]*\nmodel: .*\nstore: .*");
    }
}
