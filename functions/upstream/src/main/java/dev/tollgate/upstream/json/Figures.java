package dev.tollgate.upstream.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.Usage;

/** Reads numbers of tokens as strictly as a bill wants it. */
public final class Figures {
    private Figures() {}

    /**
     * The number of tokens in this field.
     *
     * @throws IllegalArgumentException if it is missing, or no number of tokens
     */
    public static long required(JsonNode object, String name) {
        var value = object.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.asLong() < 0
                || value.asLong() > Usage.MAX_TOKENS) {
            throw new IllegalArgumentException("no figure: " + name);
        }
        return value.asLong();
    }
}
