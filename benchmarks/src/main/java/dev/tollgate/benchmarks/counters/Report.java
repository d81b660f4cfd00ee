package dev.tollgate.benchmarks.counters;

import dev.tollgate.benchmarks.figures.MarkdownTable;
import dev.tollgate.benchmarks.figures.Results;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What people read, in Markdown.
 *
 * @param contestants in the order of the rows
 * @param results what was timed
 * @param costs what was counted under the same loads
 * @param atTheLimit what was counted while a limit was reached
 * @param limit that limit
 */
record Report(
        List<Contestant> contestants,
        Results<Load, Measurement> results,
        List<Count> costs,
        List<Count> atTheLimit,
        long limit) {
    @Override
    public String toString() {
        var text = new StringBuilder();
        Load.ALL.forEach(load -> text.append("### ")
                .append(Character.toUpperCase(load.name().charAt(0)))
                .append(load.name().substring(1))
                .append("\n\n")
                .append(speeds(load))
                .append('\n'));
        text.append("### A limit that is reached\n\n").append(limits()).append('\n');
        text.append("### Targets\n\n").append(targets());
        return text.toString();
    }

    private MarkdownTable speeds(Load load) {
        var table = new MarkdownTable(
                "", "decisions/s", "p50 ms", "p99 ms", "CPU ms", "speed", "speed by CPU", "reads", "writes", "units");
        for (var contestant : contestants) {
            if (contestant.takes(load)) {
                var name = contestant.name();
                var cost = tally(costs, name, load);
                table.add(
                        name,
                        number("%,.0f", results.median(name, load, Measurement::decisionsPerSecond)),
                        number(
                                "%.2f",
                                results.median(name, load, one -> one.sample().p50Micros()) / 1_000),
                        number(
                                "%.2f",
                                results.median(name, load, one -> one.sample().p99Micros()) / 1_000),
                        number("%.2f", results.median(name, load, Measurement::cpuMicros) / 1_000),
                        number("%.2f", ofFloor(Measurement::decisionsPerSecond, contestant, load)),
                        number("%.2f", ofFloor(Measurement::decisionsPerCpuSecond, contestant, load)),
                        cost.map(tally -> number("%.2f", tally.readsPerDecision()))
                                .orElse(""),
                        cost.map(tally -> number("%.2f", tally.writesPerDecision()))
                                .orElse(""),
                        cost.map(tally -> number("%.2f", tally.writeUnitsPerDecision()))
                                .orElse(""));
            }
        }
        return table;
    }

    private double ofFloor(ToDoubleFunction<Measurement> figure, Contestant contestant, Load load) {
        return results.ratio(figure, contestant.name(), load, contestant.floor(), load);
    }

    private MarkdownTable limits() {
        var table = new MarkdownTable("", "tries", "limit", "admitted", "reads", "writes", "units");
        for (var count : atTheLimit) {
            table.add(
                    count.contestant(),
                    number("%,d", count.tally().tries()),
                    number("%,d", limit),
                    number("%,d", count.tally().admitted()),
                    number("%.2f", count.tally().readsPerDecision()),
                    number("%.2f", count.tally().writesPerDecision()),
                    number("%.2f", count.tally().writeUnitsPerDecision()));
        }
        return table;
    }

    private MarkdownTable targets() {
        var table = new MarkdownTable("", "at least", "measured", "", "by CPU");
        for (var target : Target.of(results)) {
            table.add(
                    target.claim(),
                    number("%.2f", target.atLeast()),
                    number("%.2f", target.measured()),
                    target.isMet() ? "met" : "missed",
                    number("%.2f", target.measuredByCpu()));
        }
        return table;
    }

    private static Optional<Tally> tally(List<Count> counts, String contestant, Load load) {
        return counts.stream()
                .filter(count ->
                        count.contestant().equals(contestant) && count.load().equals(load))
                .map(Count::tally)
                .findFirst();
    }

    private static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
