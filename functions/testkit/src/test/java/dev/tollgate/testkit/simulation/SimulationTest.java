package dev.tollgate.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.testkit.model.Seeds;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The limiter and its reservations in thousands of simulated worlds. A seed that fails is told with its last events; {@code
 * -Dtollgate.seed=} runs it alone and prints all of them.
 */
class SimulationTest {
    private static final int SEEDS = 3_000;
    private static final int SEEDS_FOR_EVERYTHING = 500;
    private static final int EVENTS_SHOWN = 30;

    @Test
    void everyCheckHolds_inEveryRun() {
        Seeds.upTo(SEEDS).parallel().forEach(seed -> {
            var trace = Simulation.run(seed);
            if (Seeds.isSingle()) {
                System.out.println(trace);
            }

            assertThat(trace.violated())
                    .as(() -> "-D%s=%d shows it again, with all events: %s"
                            .formatted(Seeds.PROPERTY, seed, trace.describe(EVENTS_SHOWN)))
                    .isEmpty();
        });
    }

    @Test
    void theSameSeed_isTheSameRun() {
        var run = Simulation.run(7).toString();

        assertThat(Simulation.run(7)).hasToString(run);
        assertThat(Simulation.run(8).toString()).isNotEqualTo(run);
    }

    /** A check that is never asked proves nothing. */
    @Test
    void theRuns_haveEverythingInThem() {
        var kinds = LongStream.rangeClosed(1, SEEDS_FOR_EVERYTHING)
                .parallel()
                .boxed()
                .flatMap(seed -> Simulation.run(seed).kinds().stream())
                .collect(Collectors.toSet());

        assertThat(kinds)
                .contains("is admitted", "is lowered", "passes unchecked", "is undecided", "dies in call")
                .contains("is refused: CALLS_IN_FLIGHT", "is refused: LARGER_THAN_LIMIT", "is refused: USED_UP")
                .contains("settles DONE", "settles TOO_LATE", "settles STORE_FAILED", "releases DONE")
                .contains("SETTLED", "RELEASED", "EXPIRED", "not SETTLED", "not RELEASED", "not EXPIRED");
    }
}
