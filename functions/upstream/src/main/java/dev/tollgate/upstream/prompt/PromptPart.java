package dev.tollgate.upstream.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** A part of a prompt whose tokens the bytes of the body do not bound. */
public sealed interface PromptPart {
    /** What an API calls its types and tools, such as {@code web_search_20250305} or {@code image/png}. */
    Pattern NAME = Pattern.compile("[a-z]+([A-Z][a-z]+)*([_/.-][a-z0-9]+([A-Z][a-z]+)*)*");

    /** How many bytes of the body are its data, which no provider reads as text. */
    long dataBytes();

    /**
     * An image: it counts as a fixed number, whatever its size.
     *
     * @param dataBytes its data in the body, 0 where the body only refers to it
     */
    record Image(long dataBytes) implements PromptPart {}

    /**
     * Something that could be of any size: it is not in the body, or packed, or the provider brings it in.
     *
     * @param field where the body has it
     * @param what what it is, for the caller, as the subject of a sentence
     * @param dataBytes its data in the body, 0 where the body only refers to it
     */
    record Unseen(String field, String what, long dataBytes) implements PromptPart {
        /** Something that the body only refers to. */
        public Unseen(String field, String what) {
            this(field, what, 0);
        }
    }

    /** A name that a caller sent, as a message may have it: what does not look like an API's is not repeated. */
    static String quoted(String name) {
        return name.length() <= 64 && NAME.matcher(name).matches() ? "'" + name + "'" : "'...'";
    }

    /** How many bytes of the body a text is at least. */
    static long bytes(JsonNode text) {
        return text.asText().getBytes(UTF_8).length;
    }
}
