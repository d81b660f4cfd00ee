package dev.tollgate.benchmarks.cost;

import java.util.Locale;
import java.util.stream.Stream;

/** How figures are written in the tables. */
final class Cells {
    private Cells() {}

    static String money(double dollars) {
        return number("%,.2f", dollars);
    }

    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    static String title(CallCost call) {
        return "%d s".formatted(call.duration().toSeconds());
    }

    static String title(Fleet fleet) {
        return fleet.type().title() + number(", %.0f %%", fleet.utilisation() * 100);
    }

    static String[] row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toArray(String[]::new);
    }
}
