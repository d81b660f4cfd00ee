package dev.tollgate.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is used now: a row for each limit. */
public final class UsageTable {
    private static final List<String> FIGURES = List.of("used", "reserved", "free", "limit");
    private static final List<String> HEADINGS =
            List.of("owner", "window", "dimension", "used", "reserved", "free", "limit", "in flight", "resets at");

    private UsageTable() {}

    /** Of a subscription or a backend. */
    public static Table of(JsonNode usage) {
        var rows = new ArrayList<List<String>>();
        usage.path("owners").forEach(owner -> {
            var name = owner.path("name").asText();
            if (owner.has("concurrentRequests")) {
                rows.add(row(name, "-", "concurrentRequests", owner.path("concurrentRequests"), "", ""));
            }
            owner.path("windows")
                    .forEach(window -> window.path("limits")
                            .properties()
                            .forEach(limit -> rows.add(row(
                                    name,
                                    window.path("id").asText(),
                                    limit.getKey(),
                                    limit.getValue(),
                                    window.path("callsInFlight").asText(),
                                    window.path("resetsAt").asText()))));
        });
        return new Table(HEADINGS, rows);
    }

    private static List<String> row(
            String owner, String window, String dimension, JsonNode figures, String inFlight, String resetsAt) {
        return Stream.of(
                        Stream.of(owner, window, dimension),
                        FIGURES.stream().map(figure -> figures.path(figure).asText()),
                        Stream.of(inFlight, resetsAt))
                .flatMap(cells -> cells)
                .toList();
    }
}
