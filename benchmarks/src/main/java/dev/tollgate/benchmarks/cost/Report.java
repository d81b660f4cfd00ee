package dev.tollgate.benchmarks.cost;

import static dev.tollgate.benchmarks.cost.Cells.money;
import static dev.tollgate.benchmarks.cost.Cells.row;

import dev.tollgate.benchmarks.figures.MarkdownTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables and what they rest on, in Markdown. */
final class Report {
    private static final Workload WORKLOAD = Workload.TYPICAL;
    private static final List<CallCost> CALLS = Stream.of(1, 5, 20, 60)
            .map(seconds -> new CallCost(WORKLOAD, Duration.ofSeconds(seconds)))
            .toList();

    /** A plan with one window. */
    private static final int FEW_WINDOWS = 1;

    /** A plan with a minute and a day, and the backend's minute. */
    private static final int MORE_WINDOWS = 3;

    private Report() {}

    /** All of it. */
    static String text() {
        return Stream.of(
                        section("A million calls on Lambda", "Dollars, by how long a call takes.", calls()),
                        section("Without a call", "Dollars a month.", stage()),
                        section(
                                "Managed Instances: the least",
                                "Dollars. They run without a call too.",
                                InstanceTables.fewest()),
                        section("Managed Instances: a million calls", """
                                Dollars for what differs. On Lambda: duration and requests. On instances: the instances, requests, and traffic through NAT, by how
                                many of the calls that they could take at once they have on average, in a fleet that is larger than the least. Lambda doubles it
                                within five minutes; what grows faster is throttled, so 50 % is room for the load to double.""", InstanceTables.millions(CALLS)),
                        section("Managed Instances: break-even", """
                                From how many millions of calls a month on instances cost less, the least of them and their NAT gateways included; the same in
                                calls a second, day and night; and how many are in flight then, on c8g.xlarge at 50 %.""", InstanceTables.breakEven(CALLS)),
                        section("What is assumed", "", Basis.assumptions(WORKLOAD)),
                        section("Prices", """
                                Dollars, us-east-1, as known in %s. Each leads to the page to check it by; these pages show most prices to
                                browsers only.""".formatted(Price.KNOWN), Basis.prices()))
                .collect(Collectors.joining("\n"));
    }

    private static String section(String title, String words, Object content) {
        return "## %s\n\n%s%s".formatted(title, words.isEmpty() ? "" : words + "\n\n", content);
    }

    private static MarkdownTable calls() {
        var table = new MarkdownTable(row("", CALLS.stream().map(Cells::title)));
        add(table, "API Gateway, streamed", CallCost::apiRequests);
        add(table, "Lambda, duration", CallCost::lambdaDuration);
        add(table, "Lambda, requests", CallCost::lambdaRequests);
        add(table, "SnapStart", _ -> Price.SNAP_START.dollars());
        add(table, "counters, one window", call -> call.counterWrites(FEW_WINDOWS));
        add(table, "configuration", CallCost::configurationReads);
        add(table, "secrets", CallCost::secretReads);
        add(table, "log and metrics", CallCost::logs);
        add(table, "**all**", call -> call.total(FEW_WINDOWS));
        add(table, "**all, three windows**", call -> call.total(MORE_WINDOWS));
        return table;
    }

    private static void add(MarkdownTable table, String title, ToDoubleFunction<CallCost> cost) {
        table.add(row(title, CALLS.stream().map(call -> money(cost.applyAsDouble(call)))));
    }

    private static MarkdownTable stage() {
        var table = new MarkdownTable("", "how many", "each", "a month");
        var parts = new ArrayList<StageCost>();
        group(table, parts, StageCost.IDLE, "**idle**");
        group(table, parts, StageCost.FIREWALL, "**idle, with WAF**");
        group(table, parts, StageCost.METRICS_IN_USE, "**in use, with WAF**");
        return table;
    }

    private static void group(MarkdownTable table, List<StageCost> before, List<StageCost> parts, String sum) {
        parts.forEach(part -> table.add(
                part.title(),
                Integer.toString(part.quantity()),
                money(part.price().dollars()),
                money(part.month())));
        before.addAll(parts);
        table.add(sum, "", "", money(StageCost.month(before)));
    }
}
