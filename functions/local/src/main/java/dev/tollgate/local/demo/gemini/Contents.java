package dev.tollgate.local.demo.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Body;
import dev.tollgate.local.demo.serving.Prompt;
import dev.tollgate.local.demo.serving.Turn;
import java.util.stream.Stream;

/** The contents of a prompt: lists of parts, with a role or the user's without one. */
final class Contents {
    static final String EXPECTED = "a list of contents, each with parts";

    private Contents() {}

    static boolean areValid(JsonNode contents) {
        return contents.isArray()
                && !contents.isEmpty()
                && contents.valueStream().allMatch(Contents::isValid);
    }

    static boolean isValid(JsonNode content) {
        return content.path("parts").isArray();
    }

    /** The prompt of a checked body, from the fields behind this prefix. */
    static Prompt prompt(Body body, String prefix) {
        var system = body.get(prefix + "systemInstruction");
        var before = system.isMissingNode() ? Stream.<Turn>of() : Stream.of(Turn.of("system", system.path("parts")));
        var contents = body.get(prefix + "contents").valueStream().map(Contents::turn);
        return Prompt.ofTurns(Stream.concat(before, contents).toList());
    }

    static Turn turn(JsonNode content) {
        return Turn.of(content.path("role").asText("user"), content.path("parts"));
    }
}
