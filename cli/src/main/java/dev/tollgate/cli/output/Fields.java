package dev.tollgate.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Trees as tables: a field inside another is called by both names, with a dot between them. */
public final class Fields {
    private Fields() {}

    /** The fields of an object, and what stands in them; lists of plain values stand in one field. */
    public static Map<String, String> of(JsonNode object) {
        var fields = new LinkedHashMap<String, String>();
        collect("", object, fields);
        return fields;
    }

    /** An object as a table without headings: a field a row. */
    public static Table table(JsonNode object) {
        return new Table(
                List.of(),
                of(object).entrySet().stream()
                        .map(field -> List.of(field.getKey(), field.getValue()))
                        .toList());
    }

    /** Objects as a table: one a row, with all fields that any of them has but those that begin with a given name. */
    public static Table rows(Iterable<JsonNode> objects, String... without) {
        var rows = new ArrayList<Map<String, String>>();
        var headings = new LinkedHashSet<String>();
        for (var object : objects) {
            var fields = of(object);
            fields.keySet().removeIf(name -> Set.of(without).contains(name.split("\\.", 2)[0]));
            headings.addAll(fields.keySet());
            rows.add(fields);
        }
        return new Table(
                List.copyOf(headings),
                rows.stream()
                        .map(row -> headings.stream()
                                .map(name -> row.getOrDefault(name, ""))
                                .toList())
                        .toList());
    }

    private static void collect(String name, JsonNode value, Map<String, String> fields) {
        if (value.isObject()) {
            value.properties()
                    .forEach(field ->
                            collect(name + (name.isEmpty() ? "" : ".") + field.getKey(), field.getValue(), fields));
        } else if (value.isArray() && !isPlain(value)) {
            for (var i = 0; i < value.size(); i++) {
                collect(name + "." + i, value.path(i), fields);
            }
        } else if (value.isArray()) {
            fields.put(name, stream(value).map(JsonNode::asText).collect(Collectors.joining(", ")));
        } else {
            fields.put(name, value.isNull() ? "" : value.asText());
        }
    }

    private static boolean isPlain(JsonNode list) {
        return stream(list).allMatch(JsonNode::isValueNode);
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
