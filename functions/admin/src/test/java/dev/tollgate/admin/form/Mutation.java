package dev.tollgate.admin.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Changes a document somewhere: something is missing, something else, or more. */
public record Mutation(Random random) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "\ud800",
            "\u0000",
            "名前",
            "😀",
            "ALLOW",
            "COUNT_AFTER",
            "1m",
            "9999999999999d",
            "1h30m",
            "month",
            "Europe/Berlin",
            "http://x",
            "http://[",
            "2026-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59Z",
            "GET /",
            "x".repeat(3_000));
    private static final List<String> NAMES = List.of(
            "id",
            "version",
            "duration",
            "unitTime",
            "limits",
            "cost",
            "safeCapacity",
            "providerWide",
            "perResource",
            "models",
            "prices",
            "roles",
            "",
            "a/b~c",
            "\ud800",
            "x".repeat(300));

    /** Changes it in place. */
    public void apply(JsonNode document) {
        var all = new ArrayList<JsonNode>();
        collect(document, all);
        switch (all.get(random.nextInt(all.size()))) {
            case ObjectNode object -> change(object);
            case ArrayNode array -> change(array);
            default -> throw new IllegalStateException("only containers are collected");
        }
    }

    private void change(ObjectNode object) {
        var names = new ArrayList<>(NAMES);
        object.fieldNames().forEachRemaining(names::add);
        object.fieldNames().forEachRemaining(names::add);
        var name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
            object.remove(name);
        } else {
            object.set(name, value());
        }
    }

    private void change(ArrayNode array) {
        switch (random.nextInt(3)) {
            case 0 -> array.add(value());
            case 1 -> array.removeAll();
            default -> array.addAll(array.deepCopy());
        }
    }

    /** Anything. */
    public JsonNode value() {
        List<Supplier<JsonNode>> kinds = List.of(
                () -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size()))),
                () -> JSON.numberNode(random.nextInt(100)),
                () -> JSON.numberNode(random.nextLong()),
                () -> JSON.numberNode(BigInteger.TEN.pow(400)),
                () -> JSON.numberNode(1.5),
                () -> JSON.booleanNode(random.nextBoolean()),
                JSON::nullNode,
                JSON::objectNode,
                JSON::arrayNode,
                () -> deep(200),
                () -> JSON.arrayNode().add(value()),
                () -> JSON.objectNode().set(NAMES.get(random.nextInt(NAMES.size())), value()));
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private static JsonNode deep(int levels) {
        JsonNode node = JSON.nullNode();
        for (var level = 0; level < levels; level++) {
            node = JSON.arrayNode().add(node);
        }
        return node;
    }

    private static void collect(JsonNode node, List<JsonNode> all) {
        if (node.isContainerNode()) {
            all.add(node);
            node.forEach(child -> collect(child, all));
        }
    }
}
