package dev.tollgate.benchmarks;

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
record Rounds(int count, Duration time) {
    List<Measurement> run(List<Contestant> contestants) {
        var kept = new ArrayList<Measurement>();
        for (var round = 0; round <= count; round++) {
            System.err.println(round == 0 ? "warming up" : "round %d of %d".formatted(round, count));
            var measured = round(round, contestants);
            if (round > 0) {
                kept.addAll(measured);
            }
        }
        return kept;
    }

    private List<Measurement> round(int round, List<Contestant> contestants) {
        var order = new ArrayList<>(contestants);
        Collections.rotate(order, -round);
        var measured = new ArrayList<Measurement>();
        for (var load : Load.ALL) {
            for (var contestant : order) {
                if (contestant.takes(load)) {
                    measured.add(measure(round, contestant, load));
                }
            }
        }
        return measured;
    }

    private Measurement measure(int round, Contestant contestant, Load load) {
        var before = CpuTime.soFar();
        var sample = contestant.measure(load, time);
        var used = CpuTime.soFar().minus(before);
        return new Measurement(round, contestant.name(), load, sample, used.toNanos() / 1e3 / sample.decisions());
    }
}
