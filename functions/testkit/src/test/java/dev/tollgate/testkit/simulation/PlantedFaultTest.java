package dev.tollgate.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.testkit.model.ModelRunner;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the checks are worth: each of these faults is found by the check that is there for it, in a few runs. */
class PlantedFaultTest {
    private static final int SEEDS = 150;

    @ParameterizedTest
    @EnumSource
    void aFaultOfTheStore_isCaught(StoreFault fault) {
        assertCaught(fault, fault.caughtBy());
    }

    @ParameterizedTest
    @EnumSource
    void aFaultOfAProcess_isCaught(ClientFault fault) {
        assertCaught(fault, fault.caughtBy());
    }

    @Test
    void theAlterableCounters_areRight_unaltered() {
        new ModelRunner(new AlterableCounters(), 1_000).run(1);
    }

    private static void assertCaught(Fault fault, Check check) {
        var violated = EnumSet.noneOf(Check.class);
        for (var seed = 1L; seed <= SEEDS && !violated.contains(check); seed++) {
            violated.addAll(Simulation.run(seed, fault).violated());
        }

        assertThat(violated).contains(check);
    }
}
