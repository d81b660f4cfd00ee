package dev.tollgate.benchmarks.figures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures everything once a round, contestant after contestant under one load, so that what slows the machine down for a
 * while slows all of them. Each round begins with another contestant. A round before the first one warms up, and is thrown
 * away.
 *
 * @param count how many are kept
 * @param time how long one measurement takes
 */
public record Rounds(int count, Duration time) {
    /**
     * Who is measured.
     *
     * @param <L> what loads are
     * @param <M> what one measurement is
     */
    public interface Contestant<L, M> {
        /** Whether it can be put under this load. */
        boolean takes(L load);

        /** Puts it under this load for this long. */
        M measure(int round, L load, Duration time);
    }

    /** Measures all contestants under all loads, in this order of the loads. */
    public <L, M> List<M> run(List<L> loads, List<? extends Contestant<L, M>> contestants) {
        var kept = new ArrayList<M>();
        for (var round = 0; round <= count; round++) {
            System.err.println(round == 0 ? "warming up" : "round %d of %d".formatted(round, count));
            var measured = round(round, loads, contestants);
            if (round > 0) {
                kept.addAll(measured);
            }
        }
        return kept;
    }

    private <L, M> List<M> round(int round, List<L> loads, List<? extends Contestant<L, M>> contestants) {
        var order = new ArrayList<Contestant<L, M>>(contestants);
        Collections.rotate(order, -round);
        var measured = new ArrayList<M>();
        for (var load : loads) {
            for (var contestant : order) {
                if (contestant.takes(load)) {
                    measured.add(contestant.measure(round, load, time));
                }
            }
        }
        return measured;
    }
}
