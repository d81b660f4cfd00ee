package dev.tollgate.benchmarks.figures;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A table in Markdown, its columns aligned for those who read the source: the first to the left, the others to the right. */
public final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    public MarkdownTable(String... heads) {
        rows.add(List.of(heads));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not one cell for each column
     */
    public void add(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of %d cells in a table of %d columns"
                    .formatted(cells.length, rows.getFirst().size()));
        }
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        var widths = IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toList();
        var lines = new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
        lines.add(1, rule(widths));
        return lines.stream().collect(joining("\n", "", "\n"));
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, widths.size())
                .mapToObj(column -> ("%" + (column == 0 ? "-" : "") + Math.max(2, widths.get(column)) + "s")
                        .formatted(row.get(column)))
                .collect(joining(" | ", "| ", " |"));
    }

    private static String rule(List<Integer> widths) {
        return IntStream.range(0, widths.size())
                .mapToObj(column -> {
                    var dashes = String.join("", Collections.nCopies(Math.max(2, widths.get(column)) - 1, "-"));
                    return column == 0 ? dashes + "-" : dashes + ":";
                })
                .collect(joining(" | ", "| ", " |"));
    }
}
