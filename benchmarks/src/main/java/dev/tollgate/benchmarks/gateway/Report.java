package dev.tollgate.benchmarks.gateway;

import dev.tollgate.benchmarks.figures.MarkdownTable;
import dev.tollgate.benchmarks.figures.Results;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What people read, in Markdown.
 *
 * @param contestants their names in the order of the rows
 * @param results what was timed
 */
record Report(List<String> contestants, Results<Load, Measurement> results) {
    @Override
    public String toString() {
        var text = new StringBuilder("### Targets\n\n").append(targets());
        loads().forEach(load -> text.append("\n### ")
                .append(Character.toUpperCase(load.name().charAt(0)))
                .append(load.name().substring(1))
                .append("\n\n")
                .append(load.kind().isStream() ? streams(load) : inOnePiece(load)));
        return text.toString();
    }

    private Stream<Load> loads() {
        return results.measurements().stream().map(Measurement::load).distinct();
    }

    private MarkdownTable targets() {
        var table = new MarkdownTable("", "", "measured", "");
        for (var target : Target.of(results)) {
            table.add(
                    target.claim(),
                    target.bound().label() + " " + number(target.limit()),
                    number(target.measured()),
                    target.isMet() ? "met" : "missed");
        }
        return table;
    }

    private MarkdownTable inOnePiece(Load load) {
        var table = new MarkdownTable("", "calls/s", "p50 ms", "p99 ms", "added p50", "CPU ms", "added CPU");
        for (var name : measured(load)) {
            table.add(
                    name,
                    whole(results.median(name, load, Measurement::callsPerSecond)),
                    median(name, load, Measurement::p50Millis),
                    median(name, load, Measurement::p99Millis),
                    added(name, load, Measurement::p50Millis),
                    median(name, load, Measurement::cpuMillis),
                    added(name, load, Measurement::cpuMillis));
        }
        return table;
    }

    private MarkdownTable streams(Load load) {
        var table = new MarkdownTable(
                "",
                "calls/s",
                "first p50 ms",
                "first p99 ms",
                "p50 ms",
                "p99 ms",
                "added first p50",
                "added p50",
                "CPU ms",
                "added CPU");
        for (var name : measured(load)) {
            table.add(
                    name,
                    whole(results.median(name, load, Measurement::callsPerSecond)),
                    median(name, load, Measurement::firstByteP50Millis),
                    median(name, load, Measurement::firstByteP99Millis),
                    median(name, load, Measurement::p50Millis),
                    median(name, load, Measurement::p99Millis),
                    added(name, load, Measurement::firstByteP50Millis),
                    added(name, load, Measurement::p50Millis),
                    median(name, load, Measurement::cpuMillis),
                    added(name, load, Measurement::cpuMillis));
        }
        return table;
    }

    private List<String> measured(Load load) {
        return contestants.stream()
                .filter(name -> !Double.isNaN(results.median(name, load, Measurement::callsPerSecond)))
                .toList();
    }

    private String median(String name, Load load, ToDoubleFunction<Measurement> figure) {
        return number(results.median(name, load, figure));
    }

    /** Empty for what no provider is behind. */
    private String added(String name, Load load, ToDoubleFunction<Measurement> figure) {
        var added = results.medianOfRounds(round -> Target.added(round, name, load, figure));
        return Double.isNaN(added) ? "" : number(added);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
