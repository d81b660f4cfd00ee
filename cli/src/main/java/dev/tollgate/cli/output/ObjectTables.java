package dev.tollgate.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.cli.objects.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Objects in tables: of each what tells it from the others. */
public final class ObjectTables {
    private static final List<String> DIMENSIONS =
            List.of("requestCount", "promptTokenCount", "completionTokenCount", "totalTokenCount", "cost");

    private ObjectTables() {}

    /** A list of one kind. */
    public static Table of(Kind kind, JsonNode items) {
        var columns = columns(kind);
        var rows = new ArrayList<List<String>>();
        items.forEach(item -> rows.add(
                columns.values().stream().map(column -> column.apply(item)).toList()));
        return new Table(List.copyOf(columns.keySet()), rows);
    }

    private static Map<String, Function<JsonNode, String>> columns(Kind kind) {
        var columns = new LinkedHashMap<String, Function<JsonNode, String>>();
        columns.put("id", field("/id"));
        switch (kind) {
            case POLICIES -> {
                columns.put("billing", field("/billingPlan"));
                columns.put("limits", item -> limits(item.path("limits")));
            }
            case BACKENDS -> {
                columns.put("dialect", field("/dialect"));
                columns.put("address", field("/baseUrl"));
                columns.put("credential", field("/credential"));
            }
            case SUBSCRIPTIONS -> {
                columns.put("application", field("/application"));
                columns.put("policy", field("/policy"));
                columns.put("backends", item -> joined(item.path("backends")));
                columns.put("status", field("/status"));
            }
            case PRICES -> {
                columns.put("currency", field("/currency"));
                columns.put("models", item -> String.valueOf(item.path("models").size()));
            }
        }
        columns.put("version", field("/version"));
        return columns;
    }

    private static Function<JsonNode, String> field(String pointer) {
        return item -> item.at(pointer).asText();
    }

    private static String joined(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    /** As in {@code requestCount 500/1min, at once 5}. */
    private static String limits(JsonNode limits) {
        var parts = new ArrayList<String>();
        for (var quota : limits.path("quotas")) {
            var window =
                    quota.path("unitTime").asText() + quota.path("timeUnit").asText();
            DIMENSIONS.stream()
                    .filter(quota::has)
                    .forEach(name -> parts.add(
                            "%s %s/%s".formatted(name, quota.path(name).asText(), window)));
        }
        if (limits.has("concurrentRequests")) {
            parts.add("at once " + limits.path("concurrentRequests").asText());
        }
        return String.join(", ", parts);
    }
}
