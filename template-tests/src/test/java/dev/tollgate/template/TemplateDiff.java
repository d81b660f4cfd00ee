package dev.tollgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What is different between two JSON documents: a line for each path that was added, removed or changed, such as
 * {@code ~ Resources.Code.Properties.Timeout: 900 -> 29}. For one thread.
 */
final class TemplateDiff {
    /** As much as is read in one look. */
    private static final int LONGEST_VALUE = 160;

    private final List<String> lines = new ArrayList<>();

    private TemplateDiff() {}

    /** The lines, in the order of the paths; none where both are equal. */
    static List<String> of(JsonNode before, JsonNode after) {
        var diff = new TemplateDiff();
        diff.compare("", before, after);
        return List.copyOf(diff.lines);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isMissingNode()) {
            lines.add("+ %s: %s".formatted(path, shown(after)));
        } else if (after.isMissingNode()) {
            lines.add("- %s: %s".formatted(path, shown(before)));
        } else if (before.isObject() && after.isObject()) {
            compareFields(path, before, after);
        } else if (before.isArray() && after.isArray()) {
            compareElements(path, before, after);
        } else {
            change(path, before.toString(), after.toString());
        }
    }

    private void compareFields(String path, JsonNode before, JsonNode after) {
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            compare(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name));
        }
    }

    /** What is in both, in the same order, is the same: an element that is put in between does not change those behind it. */
    private void compareElements(String path, JsonNode before, JsonNode after) {
        var common = common(before, after);
        var was = 0;
        var is = 0;
        while (was < before.size() || is < after.size()) {
            var firstWas = was;
            var firstIs = is;
            while ((was < before.size() || is < after.size()) && !areEqual(before, was, after, is)) {
                if (is == after.size() || (was < before.size() && common[was + 1][is] >= common[was][is + 1])) {
                    was++;
                } else {
                    is++;
                }
            }
            compareBetween(path, elements(before, firstWas, was), firstWas, elements(after, firstIs, is), firstIs);
            was++;
            is++;
        }
    }

    /** What stands in one place in both, between elements that are the same. */
    private void compareBetween(String path, List<JsonNode> before, int firstWas, List<JsonNode> after, int firstIs) {
        for (var index = 0; index < Math.max(before.size(), after.size()); index++) {
            var was = index < before.size() ? before.get(index) : MissingNode.getInstance();
            var is = index < after.size() ? after.get(index) : MissingNode.getInstance();
            compare("%s[%d]".formatted(path, index + (is.isMissingNode() ? firstWas : firstIs)), was, is);
        }
    }

    /** How many elements the rest of both has in common, at most, from each pair of indices on. */
    private static int[][] common(JsonNode before, JsonNode after) {
        var common = new int[before.size() + 1][after.size() + 1];
        for (var was = before.size() - 1; was >= 0; was--) {
            for (var is = after.size() - 1; is >= 0; is--) {
                common[was][is] = areEqual(before, was, after, is)
                        ? common[was + 1][is + 1] + 1
                        : Math.max(common[was + 1][is], common[was][is + 1]);
            }
        }
        return common;
    }

    private static boolean areEqual(JsonNode before, int was, JsonNode after, int is) {
        return was < before.size() && is < after.size() && before.get(was).equals(after.get(is));
    }

    private static List<JsonNode> elements(JsonNode array, int from, int to) {
        return IntStream.range(from, to).mapToObj(array::get).toList();
    }

    /** Of a long text, such as a dashboard's, from shortly before what is different. */
    private void change(String path, String before, String after) {
        var same = 0;
        while (same < Math.min(before.length(), after.length()) && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        var isLong = Math.max(before.length(), after.length()) > LONGEST_VALUE;
        var from = isLong ? Math.max(0, same - LONGEST_VALUE / 4) : 0;
        lines.add("~ %s: %s -> %s".formatted(path, shown(before, from), shown(after, from)));
    }

    private static String shown(JsonNode value) {
        return shown(value.toString(), 0);
    }

    private static String shown(String text, int from) {
        var to = Math.min(text.length(), from + LONGEST_VALUE);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }
}
