package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.json.JsonReply;
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

    /** Of a reply, or of a chunk, that is a tree already. */
    Optional<Usage> read(JsonNode reply) {
        return figures.apply(reply);
    }

    /** Of a whole reply. Of two fields alike the last counts. */
    Optional<Usage> find(byte[] reply) {
        return JsonReply.lastOf(reply, fields).flatMap(this::read);
    }
}
