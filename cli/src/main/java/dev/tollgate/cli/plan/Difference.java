package dev.tollgate.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A field that is another one after a change.
 *
 * @param pointer where it is, a JSON pointer (RFC 6901)
 * @param before missing where it was absent
 * @param after missing where it is absent
 */
public record Difference(String pointer, JsonNode before, JsonNode after) {
    /**
     * What is different between two trees, field by field. Lists of one length are compared item by item, others as a whole; the
     * order of fields means nothing.
     */
    public static List<Difference> between(JsonNode before, JsonNode after) {
        var found = new ArrayList<Difference>();
        collect("", before, after, found);
        return found;
    }

    private static void collect(String pointer, JsonNode before, JsonNode after, List<Difference> found) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            var names = new LinkedHashSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> collect(pointer + "/" + escaped(name), before.path(name), after.path(name), found));
        } else if (before.isArray() && before.size() == after.size() && after.isArray()) {
            for (var i = 0; i < before.size(); i++) {
                collect(pointer + "/" + i, before.path(i), after.path(i), found);
            }
        } else {
            found.add(new Difference(pointer, before, after));
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public String toString() {
        return "%s: %s -> %s".formatted(pointer, shown(before), shown(after));
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "(absent)" : value.toString();
    }
}
