package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.core.usage.Usage;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds usage in replies and in the chunks of streams, by the API that they belong to. Immutable.
 *
 * @param fields the top-level fields of a reply that have something of it
 * @param figures reads it out of a reply that has these fields, and perhaps more
 */
record UsageReader(Set<String> fields, Function<JsonNode, Optional<Usage>> figures) {
    /** Completions; Groq has a field of its own besides. */
    static final UsageReader CHAT = new UsageReader(Set.of("usage", "x_groq"), reply -> {
        var usage = UsageFigures.CHAT.read(reply.path("usage"));
        return usage.isPresent()
                ? usage
                : UsageFigures.CHAT.read(reply.path("x_groq").path("usage"));
    });

    /** Responses: of the model, and of the one that drew images for it. */
    static final UsageReader RESPONSES = new UsageReader(
            Set.of("usage", "tool_usage"),
            reply -> UsageFigures.RESPONSES
                    .read(reply.path("usage"))
                    .map(usage -> UsageFigures.RESPONSES
                            .read(reply.path("tool_usage").path("image_gen"))
                            .map(images -> UsageFigures.sum(usage, images))
                            .orElse(usage)));

    /** Embeddings. */
    static final UsageReader EMBEDDINGS =
            new UsageReader(Set.of("usage"), reply -> UsageFigures.readEmbeddings(reply.path("usage")));

    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final ObjectReader READER =
            JsonMapper.builder(FACTORY).build().readerFor(JsonNode.class);

    /** Of a reply, or of a chunk, that is a tree already. */
    Optional<Usage> read(JsonNode reply) {
        return figures.apply(reply);
    }

    /** Of a whole reply, which may be large: only these fields are made a tree of. Of two alike the last counts. */
    Optional<Usage> find(byte[] reply) {
        try (var parser = FACTORY.createParser(reply)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var found = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                if (fields.contains(name)) {
                    found.set(name, READER.<JsonNode>readValue(parser));
                } else {
                    parser.skipChildren();
                }
            }
            return read(found);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
