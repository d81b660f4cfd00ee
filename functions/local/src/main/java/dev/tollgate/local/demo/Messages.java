package dev.tollgate.local.demo;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** The messages of a chat. Content that is no text costs nothing: the demo model neither sees nor hears. */
record Messages(JsonNode list) {
    /** Fewer than the bytes of {@code role}, so a prompt never has more tokens than its body has bytes. */
    private static final int TOKENS_PER_MESSAGE = 3;

    /** Whether there is at least one, and each has a role. */
    static boolean areValid(JsonNode list) {
        return list.isArray()
                && !list.isEmpty()
                && list.valueStream().allMatch(message -> message.path("role").isTextual());
    }

    long tokens() {
        return list.valueStream()
                .mapToLong(message -> TOKENS_PER_MESSAGE
                        + texts(message).mapToLong(Tokens::count).sum())
                .sum();
    }

    String lastUserText() {
        return list.valueStream()
                .filter(message -> message.path("role").asText().equals("user"))
                .reduce((_, later) -> later)
                .map(message -> texts(message).collect(joining(" ")))
                .orElse("");
    }

    /** The content is a text, or a list of parts some of which are texts. */
    private static Stream<String> texts(JsonNode message) {
        var content = message.path("content");
        return (content.isTextual() ? Stream.of(content) : content.valueStream().map(part -> part.path("text")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }
}
