package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.upstream.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a field stands in a body. Immutable.
 *
 * @param names the names of the objects around it, and its own
 */
record FieldPath(List<String> names) {
    /** The body itself. */
    static final FieldPath ROOT = new FieldPath(List.of());

    /** Copies the list. */
    FieldPath {
        names = List.copyOf(names);
    }

    /** Names parted by dots. */
    static FieldPath of(String dotted) {
        return new FieldPath(List.of(dotted.split("\\.", -1)));
    }

    /** A field of what stands here. */
    FieldPath then(String name) {
        return new FieldPath(Stream.concat(names.stream(), Stream.of(name)).toList());
    }

    /** Its own name. */
    String name() {
        return names.getLast();
    }

    /** The body with these values in these places, otherwise as it came; objects that are not there are made. */
    static byte[] set(JsonBody body, Map<FieldPath, Long> values) {
        var tree = JsonNodeFactory.instance.objectNode();
        values.forEach((path, value) -> path.parent(tree).put(path.name(), value));
        return merge(body, tree);
    }

    private ObjectNode parent(ObjectNode root) {
        var parent = root;
        for (var name : names.subList(0, names.size() - 1)) {
            parent = parent.withObjectProperty(name);
        }
        return parent;
    }

    private static byte[] merge(JsonBody body, ObjectNode changes) {
        var values = new LinkedHashMap<String, JsonNode>();
        changes.propertyStream()
                .forEach(change -> values.put(change.getKey(), merged(body, change.getKey(), change.getValue())));
        return body.with(values);
    }

    private static JsonNode merged(JsonBody body, String name, JsonNode change) {
        return change instanceof ObjectNode inner && body.get(name).isObject()
                ? JsonBody.raw(merge(body.object(name), inner))
                : change;
    }

    /** The names parted by dots. */
    @Override
    public String toString() {
        return String.join(".", names);
    }
}
