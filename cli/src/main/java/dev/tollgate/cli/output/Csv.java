package dev.tollgate.cli.output;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables as comma-separated values (RFC 4180), with lines by LF. */
public final class Csv {
    private Csv() {}

    /** Headings and rows. */
    public static String of(Table table) {
        return Stream.concat(Stream.of(table.headings()), table.rows().stream())
                .map(Csv::line)
                .collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream()
                        .map(cell -> cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                        .collect(Collectors.joining(","))
                + "\n";
    }
}
