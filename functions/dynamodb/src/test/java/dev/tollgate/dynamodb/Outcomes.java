package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Reservation;
import dev.tollgate.core.quota.Amounts;
import java.util.List;
import java.util.stream.LongStream;

/** What tests of the decision expect. */
final class Outcomes {
    private Outcomes() {}

    /** A counter of ended calls that used the same, and of nothing else. */
    static CounterState used(long calls, Amounts each) {
        var all = LongStream.range(0, calls).mapToObj(_ -> each).reduce(Amounts.NONE, Amounts::plus);
        return new CounterState(all, all, 0, List.of());
    }

    /** The reservation of a call that every counter admitted. */
    static Reservation checked(Decision decision) {
        return admitted(decision, false);
    }

    /** The reservation of a call that passed although a counter did not answer. */
    static Reservation unchecked(Decision decision) {
        return admitted(decision, true);
    }

    private static Reservation admitted(Decision decision, boolean isUnchecked) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Admitted.class,
                        admitted -> assertThat(admitted.isUnchecked()).isEqualTo(isUnchecked));
        return ((Decision.Admitted) decision).reservation();
    }
}
