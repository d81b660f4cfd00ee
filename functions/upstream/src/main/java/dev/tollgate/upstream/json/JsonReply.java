package dev.tollgate.upstream.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** Reads one field of a whole reply, which may be large: only that field is made a tree of. */
public final class JsonReply {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final ObjectReader READER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build()
            .readerFor(JsonNode.class);

    private JsonReply() {}

    /**
     * The value of a top-level field. Empty where the field is absent, null, there twice, or has a name twice in itself, and
     * where the reply is not a whole JSON object.
     */
    public static Optional<JsonNode> field(byte[] reply, String name) {
        try (var parser = FACTORY.createParser(reply)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var found = Optional.<JsonNode>empty();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var isWanted = parser.currentName().equals(name);
                parser.nextToken();
                if (!isWanted) {
                    parser.skipChildren();
                } else if (found.isPresent()) {
                    return Optional.empty();
                } else {
                    found = Optional.of(READER.readValue(parser));
                }
            }
            return found.filter(value -> !value.isNull());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
