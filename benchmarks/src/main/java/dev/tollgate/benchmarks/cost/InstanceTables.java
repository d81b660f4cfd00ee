package dev.tollgate.benchmarks.cost;

import static dev.tollgate.benchmarks.cost.Cells.money;
import static dev.tollgate.benchmarks.cost.Cells.number;
import static dev.tollgate.benchmarks.cost.Cells.row;
import static dev.tollgate.benchmarks.cost.Cells.title;

import dev.tollgate.benchmarks.figures.MarkdownTable;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tables about Managed Instances. */
final class InstanceTables {
    private static final double HALF = 0.5;
    private static final List<Fleet> FLEETS = Stream.of(InstanceType.values())
            .flatMap(type -> Stream.of(0.3, HALF, 0.7).map(part -> new Fleet(type, part)))
            .toList();

    private InstanceTables() {}

    /** What the fewest instances cost. */
    static MarkdownTable fewest() {
        var table = new MarkdownTable(
                "", "an hour", "with the fee", "three, a month", "three NAT gateways", "**all**", "calls at once");
        for (var type : InstanceType.values()) {
            var fleet = new Fleet(type, 1);
            table.add(
                    type.title(),
                    number("%.5f", type.onDemandHour()),
                    number("%.5f", type.hour()),
                    money(fleet.fewestMonth()),
                    money(Fleet.networkMonth()),
                    money(fleet.fewestMonth() + Fleet.networkMonth()),
                    Integer.toString(Fleet.FEWEST * InstanceType.PROCESSORS * InstanceType.CALLS_PER_PROCESSOR));
        }
        return table;
    }

    /** What a million calls cost, on Lambda and in each fleet. */
    static MarkdownTable millions(List<CallCost> calls) {
        return table(calls, "Lambda", call -> money(call.compute()), (call, fleet) -> money(fleet.million(call)));
    }

    /** From which load on each fleet costs less. */
    static MarkdownTable breakEven(List<CallCost> calls) {
        return table(calls, "in flight", InstanceTables::inFlight, InstanceTables::breakEven);
    }

    /** A row for each call: one figure, and one for each fleet. */
    private static MarkdownTable table(
            List<CallCost> calls,
            String head,
            Function<CallCost, String> first,
            BiFunction<CallCost, Fleet, String> cell) {
        var heads = Stream.concat(Stream.of(head), FLEETS.stream().map(Cells::title));
        var table = new MarkdownTable(row("a call of", heads));
        for (var call : calls) {
            var cells = FLEETS.stream().map(fleet -> cell.apply(call, fleet));
            table.add(row(title(call), Stream.concat(Stream.of(first.apply(call)), cells)));
        }
        return table;
    }

    private static String inFlight(CallCost call) {
        return new Fleet(InstanceType.C8G_XLARGE, HALF)
                .breakEven(call)
                .map(at -> number("%.0f", at.callsAtOnce()))
                .orElse("");
    }

    private static String breakEven(CallCost call, Fleet fleet) {
        return fleet.breakEven(call)
                .map(at -> number("%,.1f", at.millionsPerMonth()) + ", " + number("%.2f", at.callsPerSecond()) + "/s")
                .orElse("never");
    }
}
