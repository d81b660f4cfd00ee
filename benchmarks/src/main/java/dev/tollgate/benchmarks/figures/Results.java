package dev.tollgate.benchmarks.figures;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What all rounds came to. Immutable.
 *
 * @param measurements of every round
 * @param <L> what loads are
 * @param <M> what one measurement is
 */
public record Results<L, M extends Measured<L>>(List<M> measurements) {
    /** Copies the list. */
    public Results {
        measurements = List.copyOf(measurements);
    }

    /** The median over the rounds of one figure; {@code NaN} where it was not measured. */
    public double median(String contestant, L load, ToDoubleFunction<M> figure) {
        return medianOfRounds(round -> round.figure(contestant, load, figure));
    }

    /**
     * How many times as much of one figure one has as another: the median of the ratios within each round, because figures of
     * different rounds are of different moments of the machine. {@code NaN} where one of them was not measured.
     */
    public double ratio(ToDoubleFunction<M> figure, String contestant, L load, String other, L otherLoad) {
        return medianOfRounds(round -> round.figure(contestant, load, figure) / round.figure(other, otherLoad, figure));
    }

    /** The median of what is calculated of each round by itself; rounds that give {@code NaN} are left out. */
    public double medianOfRounds(ToDoubleFunction<Round<L, M>> calculation) {
        var values = measurements.stream()
                .mapToInt(Measured::round)
                .distinct()
                .mapToObj(this::round)
                .map(round -> calculation.applyAsDouble(round))
                .filter(value -> !value.isNaN())
                .toList();
        return values.isEmpty() ? Double.NaN : Statistics.median(values);
    }

    private Round<L, M> round(int number) {
        return new Round<>(measurements.stream()
                .filter(measurement -> measurement.round() == number)
                .toList());
    }

    /** One round. */
    public record Round<L, M extends Measured<L>>(List<M> measurements) {
        /** One figure; {@code NaN} where it was not measured. */
        public double figure(String contestant, L load, ToDoubleFunction<M> figure) {
            return measurements.stream()
                    .filter(measurement -> measurement.contestant().equals(contestant)
                            && measurement.load().equals(load))
                    .mapToDouble(figure)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
