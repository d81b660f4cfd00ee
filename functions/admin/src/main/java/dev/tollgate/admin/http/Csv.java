package dev.tollgate.admin.http;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table as text. Immutable.
 *
 * @param header the names of the columns
 * @param rows a text or a number for each column; nothing where there is none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public record Csv(List<String> header, List<List<@Nullable Object>> rows) {
    /** Its media type; without a charset it is UTF-8, by RFC 7111. */
    public static final String TYPE = "text/csv";

    /** Copies the header and the list. */
    public Csv {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** Lines end with CR LF, the last one too. */
    @Override
    public String toString() {
        var text = new StringBuilder(line(header));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<?> cells) {
        return cells.stream().map(cell -> cell(Objects.toString(cell, ""))).collect(joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        return text.chars().anyMatch(character -> "\",\r\n".indexOf(character) >= 0)
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }
}
