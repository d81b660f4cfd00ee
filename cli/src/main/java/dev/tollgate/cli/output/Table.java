package dev.tollgate.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows under headings, as wide as what stands in them; columns of numbers are aligned to the right.
 *
 * @param headings empty where there are none
 * @param rows each as long as the headings, or as the other rows
 */
public record Table(List<String> headings, List<List<String>> rows) {
    private static final String GAP = "  ";

    /** Copies the lists. */
    public Table {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** In lines, the last one ended too. */
    @Override
    public String toString() {
        var all = new ArrayList<List<String>>();
        if (!headings.isEmpty()) {
            all.add(headings.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        }
        rows.forEach(row -> all.add(row.stream().map(Plain::line).toList()));
        var columns = all.stream().mapToInt(List::size).max().orElse(0);
        var formats = IntStream.range(0, columns)
                .mapToObj(column -> format(all, column))
                .toList();
        return all.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> formats.get(column).formatted(row.get(column)))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private String format(List<List<String>> all, int column) {
        var width = all.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
        var numbers = !headings.isEmpty()
                && rows.stream().map(row -> row.get(column)).allMatch(cell -> cell.matches("[0-9.,+-]*"));
        return "%" + (numbers ? "" : "-") + Math.max(width, 1) + "s";
    }
}
