package dev.tollgate.local.demo.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Ask;
import dev.tollgate.local.demo.serving.Body;
import dev.tollgate.local.demo.serving.Prompt;
import dev.tollgate.local.demo.serving.Turn;
import java.util.stream.Stream;

/** What requests of Anthropic's models have in common, here and behind Bedrock. */
public final class Conversation {
    private Conversation() {}

    /** Checks the messages and what stands before them. */
    static Body checkMessages(Body body) {
        return body.required("messages", Conversation::areMessages, "a list of messages, each with a role")
                .optional("system", system -> system.isTextual() || system.isArray(), "a text or a list of blocks");
    }

    /** Checks all that an answer needs but the model. */
    public static Body check(Body body) {
        return checkMessages(body)
                .required("max_tokens", JsonNode::isIntegralNumber, "set")
                .wholeNumber("max_tokens", Integer.MAX_VALUE);
    }

    /** What a checked body asks for. */
    public static Ask ask(String model, Body body) {
        return new Ask(model, prompt(body), body.number("max_tokens", Integer.MAX_VALUE), 1);
    }

    static Prompt prompt(Body body) {
        var system = body.get("system");
        var before = system.isMissingNode() ? Stream.<Turn>of() : Stream.of(Turn.of("system", system));
        var messages = body.get("messages")
                .valueStream()
                .map(message -> Turn.of(message.path("role").asText(), message.path("content")));
        return Prompt.ofTurns(Stream.concat(before, messages).toList());
    }

    private static boolean areMessages(JsonNode list) {
        return list.isArray()
                && !list.isEmpty()
                && list.valueStream().allMatch(message -> message.path("role").isTextual());
    }
}
