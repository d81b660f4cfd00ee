package dev.tollgate.upstream.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads some fields of a whole reply, which may be large: only these are made trees of. */
public final class JsonReply {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final ObjectReader LAST_COUNTS =
            JsonMapper.builder(FACTORY).build().readerFor(JsonNode.class);
    private static final ObjectReader NONE_TWICE =
            LAST_COUNTS.with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private JsonReply() {}

    /**
     * The value of a top-level field. Empty where the field is absent, null, there twice, or has a name twice in itself, and
     * where the reply is not a whole JSON object.
     */
    public static Optional<JsonNode> field(byte[] reply, String name) {
        return fields(reply, Set.of(name), NONE_TWICE)
                .filter(found -> found.size() == 1)
                .map(found -> found.getFirst().getValue())
                .filter(value -> !value.isNull());
    }

    /** An object with these top-level fields, of two alike the last. Empty where the reply is not a whole JSON object. */
    public static Optional<JsonNode> lastOf(byte[] reply, Set<String> names) {
        return fields(reply, names, LAST_COUNTS).map(found -> {
            var last = JsonNodeFactory.instance.objectNode();
            found.forEach(field -> last.set(field.getKey(), field.getValue()));
            return last;
        });
    }

    private static Optional<List<Map.Entry<String, JsonNode>>> fields(
            byte[] reply, Set<String> names, ObjectReader reader) {
        try (var parser = FACTORY.createParser(reply)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var found = new ArrayList<Map.Entry<String, JsonNode>>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                if (names.contains(name)) {
                    found.add(Map.entry(name, reader.readValue(parser)));
                } else {
                    parser.skipChildren();
                }
            }
            return Optional.of(found);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
