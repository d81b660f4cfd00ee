package dev.tollgate.local.demo.gemini;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Embedding;
import java.util.List;

/** Embeddings as Google writes them. */
final class Embeddings {
    static final int DEFAULT_DIMENSIONS = 8;
    static final int MAX_DIMENSIONS = 4096;

    private Embeddings() {}

    static ObjectNode of(List<String> texts, int dimensions) {
        var embedding = instance.objectNode();
        var values = embedding.putArray("values");
        for (var value : Embedding.of(String.join(" ", texts), dimensions)) {
            values.add((float) value);
        }
        return embedding;
    }
}
