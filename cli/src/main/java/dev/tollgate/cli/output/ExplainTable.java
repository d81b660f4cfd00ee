package dev.tollgate.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Whether a call would pass: the verdict first, then a row for each limit. */
public final class ExplainTable {
    private static final List<String> COLUMNS =
            List.of("owner", "window", "dimension", "limit", "used", "reserved", "free", "needed", "fits");

    private ExplainTable() {}

    /** Of an explanation. */
    public static String of(JsonNode explanation) {
        var rows = new ArrayList<List<String>>();
        explanation
                .path("quotas")
                .forEach(quota -> rows.add(COLUMNS.stream()
                        .map(column -> quota.path(column).asText())
                        .toList()));
        var verdict = explanation.path("verdict").asText() + ": "
                + explanation.path("detail").asText();
        return verdict + "\n" + new Table(COLUMNS, rows);
    }
}
