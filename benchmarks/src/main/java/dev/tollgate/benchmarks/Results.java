package dev.tollgate.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What all rounds came to.
 *
 * @param measurements of every round
 */
record Results(List<Measurement> measurements) {
    /** The median over the rounds of one figure; {@code NaN} where it was not measured. */
    double median(String contestant, Load load, ToDoubleFunction<Measurement> figure) {
        var values = of(contestant, load).stream().map(figure::applyAsDouble).toList();
        return values.isEmpty() ? Double.NaN : Statistics.median(values);
    }

    /**
     * How many times as much of one figure one has as another: the median of the ratios within each round, because figures of
     * different rounds are of different moments of the machine. {@code NaN} where one of them was not measured.
     */
    double ratio(ToDoubleFunction<Measurement> figure, String contestant, Load load, String other, Load otherLoad) {
        var ratios = of(contestant, load).stream()
                .flatMap(mine -> of(other, otherLoad).stream()
                        .filter(theirs -> theirs.round() == mine.round())
                        .map(theirs -> figure.applyAsDouble(mine) / figure.applyAsDouble(theirs)))
                .toList();
        return ratios.isEmpty() ? Double.NaN : Statistics.median(ratios);
    }

    private List<Measurement> of(String contestant, Load load) {
        return measurements.stream()
                .filter(measurement -> measurement.contestant().equals(contestant)
                        && measurement.load().equals(load))
                .toList();
    }
}
