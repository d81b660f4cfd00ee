package dev.tollgate.benchmarks.gateway;

import dev.tollgate.benchmarks.figures.Results;
import dev.tollgate.benchmarks.figures.Results.Round;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What is claimed, and what was measured: the median over the rounds of what is calculated of each.
 *
 * @param claim in words, with its unit
 * @param bound what the figure must not be below, or above
 * @param limit that bound
 * @param measured the figure of this run; {@code NaN} where it was not measured
 */
record Target(String claim, Bound bound, double limit, double measured) {
    private static final int CONNECTIONS = 16;
    private static final double TIMES_THE_SPEED = 3;
    private static final double PART_OF_THE_LATENCY = 1 / 3.0;
    private static final double MILLIS_BESIDE_THE_WRITE = 2;

    /** On which side of the limit the figure must be. */
    enum Bound {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String label;

        Bound(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** All that is claimed of the gateway, by these results. */
    static List<Target> of(Results<Load, Measurement> results) {
        return Stream.of(
                        Stream.of(Kind.WHOLE, Kind.STREAMED).flatMap(kind -> besidePortkey(results, at(kind))),
                        Stream.of(Kind.STREAMED, Kind.PACED).flatMap(kind -> firstByte(results, at(kind))))
                .flatMap(targets -> targets)
                .toList();
    }

    boolean isMet() {
        return bound == Bound.AT_LEAST ? measured >= limit : measured <= limit;
    }

    private static Stream<Target> besidePortkey(Results<Load, Measurement> results, Load load) {
        return Stream.of(
                new Target(
                        "calls/s to those of Portkey, " + load.name(),
                        Bound.AT_LEAST,
                        TIMES_THE_SPEED,
                        results.ratio(
                                Measurement::callsPerSecond, Contestants.IN_MEMORY, load, Contestants.PORTKEY, load)),
                new Target(
                        "added p50 to that of Portkey, " + load.name(),
                        Bound.AT_MOST,
                        PART_OF_THE_LATENCY,
                        results.medianOfRounds(
                                round -> added(round, Contestants.IN_MEMORY, load, Measurement::p50Millis)
                                        / added(round, Contestants.PORTKEY, load, Measurement::p50Millis))));
    }

    /**
     * A write to memory takes no time worth naming. The other is compared with a store that is as busy: by 16 callers who do
     * nothing else where the streams come as fast as they can, and otherwise by one.
     */
    private static Stream<Target> firstByte(Results<Load, Measurement> results, Load load) {
        var writing = new Load(Kind.COUNTER_WRITE, load.kind() == Kind.PACED ? 1 : CONNECTIONS);
        return Stream.of(
                new Target(
                        "ms added to the first byte, counters in memory, " + load.name(),
                        Bound.AT_MOST,
                        MILLIS_BESIDE_THE_WRITE,
                        results.medianOfRounds(
                                round -> added(round, Contestants.IN_MEMORY, load, Measurement::firstByteP50Millis))),
                new Target(
                        "ms added to the first byte beside one write, counters on DynamoDB Local, " + load.name(),
                        Bound.AT_MOST,
                        MILLIS_BESIDE_THE_WRITE,
                        results.medianOfRounds(
                                round -> added(round, Contestants.ON_DYNAMO, load, Measurement::firstByteP50Millis)
                                        - round.figure(Contestants.WRITE, writing, Measurement::p50Millis))));
    }

    /** What a gateway makes of a figure, less what it is without one. */
    static double added(
            Round<Load, Measurement> round, String contestant, Load load, ToDoubleFunction<Measurement> figure) {
        return round.figure(contestant, load, figure) - round.figure(Contestants.DIRECT, load, figure);
    }

    private static Load at(Kind kind) {
        return new Load(kind, CONNECTIONS);
    }
}
