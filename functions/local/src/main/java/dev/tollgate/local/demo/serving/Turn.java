package dev.tollgate.local.demo.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * A message of a chat. Immutable.
 *
 * @param role who says it, in the dialect's own word
 * @param texts its texts
 */
public record Turn(String role, List<String> texts) {
    /** Copies the list. */
    public Turn {
        texts = List.copyOf(texts);
    }

    /**
     * Reads a message's content, which is a text, or a list of parts some of which have a {@code text}. Content that is
     * no text costs nothing: the demo model neither sees nor hears.
     */
    public static Turn of(String role, JsonNode content) {
        var parts =
                content.isTextual() ? Stream.of(content) : content.valueStream().map(part -> part.path("text"));
        return new Turn(
                role, parts.filter(JsonNode::isTextual).map(JsonNode::asText).toList());
    }

    boolean isOfUser() {
        return role.equals("user");
    }

    String text() {
        return String.join(" ", texts);
    }
}
