package dev.tollgate.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents that are near to one that is good: some values are others, some fields are gone, some are new. */
final class RandomDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "unused",
            "plan",
            "provider",
            "*",
            "min",
            "day",
            "ALLOW",
            "ACTIVE",
            "openai",
            "\u0000",
            "\ud800",
            "𝒳",
            "a".repeat(61),
            "a".repeat(5_000),
            "http://x",
            "https://user@x/?q#f",
            "2026-11-21T10:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "60s",
            "9999999999d",
            "Europe/Berlin",
            "POST /v1/chat/completions",
            "%s${x}",
            "POST /" + "a".repeat(300));
    private static final List<String> NAMES = List.of(
            "id",
            "version",
            "createdAt",
            "limits",
            "quotas",
            "unitTime",
            "timeUnit",
            "requestCount",
            "cost",
            "charging",
            "prices",
            "weights",
            "cacheRead",
            "enforcement",
            "accounting",
            "permissions",
            "type",
            "roles",
            "subscriber",
            "name",
            "status",
            "validity",
            "from",
            "until",
            "backends",
            "fallbackOrder",
            "policy",
            "models",
            "aliases",
            "handling",
            "retries",
            "providerWide",
            "perResource",
            "everyModel",
            "baseUrl",
            "credential",
            "value",
            "overlap",
            "validFor",
            "expiresAt",
            "hash",
            "__proto__",
            "",
            "a/b~c",
            "customAttributes",
            "safeCapacity",
            "concurrentRequests",
            "shards");
    private static final List<JsonNode> NUMBERS = List.of(
            NODES.numberNode(0),
            NODES.numberNode(-1),
            NODES.numberNode(1),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.numberNode(Long.MIN_VALUE),
            NODES.numberNode(1e308),
            NODES.numberNode(0.5),
            NODES.numberNode(new BigInteger("9".repeat(40))));

    private RandomDocument() {}

    static String of(Random random, String good) {
        try {
            var document = good.isEmpty() ? NODES.objectNode() : JSON.readTree(good);
            for (var changes = 1 + random.nextInt(4); changes > 0; changes--) {
                document = changed(random, document, 0);
            }
            var text = JSON.writeValueAsString(document);
            return random.nextInt(50) == 0 ? text.substring(0, random.nextInt(text.length())) : text;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode changed(Random random, JsonNode node, int depth) {
        if (random.nextInt(8) == 0) {
            return value(random, depth);
        }
        if (node instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty() || random.nextInt(3) == 0) {
                return object.set(any(random, NAMES), value(random, depth + 1));
            }
            var name = any(random, names);
            if (random.nextInt(6) == 0) {
                object.remove(name);
                return object;
            }
            return object.set(name, changed(random, object.path(name), depth + 1));
        }
        if (node instanceof ArrayNode array && !array.isEmpty()) {
            var index = random.nextInt(array.size());
            array.set(index, changed(random, array.get(index), depth + 1));
            return random.nextInt(3) == 0 ? array.add(array.get(index)) : array;
        }
        return value(random, depth);
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> any(random, NUMBERS);
            case 3, 4 -> NODES.textNode(any(random, TEXTS));
            case 5 -> NODES.arrayNode().add(value(random, depth + 1)).add(value(random, depth + 1));
            default -> {
                ObjectNode object = NODES.objectNode();
                yield object.set(any(random, NAMES), value(random, depth + 1));
            }
        };
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
