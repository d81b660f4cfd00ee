package dev.tollgate.benchmarks.startup;

import dev.tollgate.benchmarks.figures.MarkdownTable;
import dev.tollgate.benchmarks.figures.Results;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What people read, in Markdown.
 *
 * @param contestants in the order of the rows
 */
record Report(List<Contestant> contestants, Results<Start, Sample> results, long zipBytes) {
    @Override
    public String toString() {
        return "### Targets\n\n%s\n### Cold\n\n%s\n### From a snapshot\n\n%s".formatted(targets(), cold(), restored());
    }

    private MarkdownTable targets() {
        var table = new MarkdownTable("", "at most", "measured", "");
        for (var target : Target.of(results, zipBytes)) {
            table.add(
                    target.claim(),
                    String.format(Locale.ROOT, "%.1f", target.limit()),
                    String.format(Locale.ROOT, "%.2f", target.measured()),
                    target.isMet() ? "met" : "missed");
        }
        return table;
    }

    private MarkdownTable cold() {
        var table = new MarkdownTable("", "first byte, ms", "end, ms", "warm p50", "warm p99", "MB");
        for (var contestant : starting(Start.COLD)) {
            table.add(
                    contestant.name(),
                    figure("%.0f", contestant, Sample::first),
                    figure("%.0f", contestant, Sample::end),
                    figure("%.2f", contestant, Sample::warmMedian),
                    figure("%.2f", contestant, Sample::warmP99),
                    figure("%.0f", contestant, Sample::peakMegabytes));
        }
        return table;
    }

    private MarkdownTable restored() {
        var table = new MarkdownTable(
                "", "until the snapshot, ms", "restore, ms", "first byte, ms", "end, ms", "warm p50", "warm p99", "MB");
        for (var contestant : starting(Start.RESTORED)) {
            table.add(
                    contestant.name(),
                    figure("%.0f", contestant, Sample::ready),
                    figure("%.1f", contestant, Sample::restore),
                    figure("%.1f", contestant, Sample::first),
                    figure("%.1f", contestant, Sample::end),
                    figure("%.2f", contestant, Sample::warmMedian),
                    figure("%.2f", contestant, Sample::warmP99),
                    figure("%.0f", contestant, Sample::peakMegabytes));
        }
        return table;
    }

    private List<Contestant> starting(Start start) {
        return contestants.stream()
                .filter(contestant -> contestant.start() == start)
                .toList();
    }

    private String figure(String format, Contestant contestant, ToDoubleFunction<Sample> figure) {
        return String.format(Locale.ROOT, format, results.median(contestant.name(), contestant.start(), figure));
    }
}
