package dev.tollgate.local.demo.bedrock;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as the events of ConverseStream: usage comes after the message has ended. For one thread, once.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html">the API
 *     reference</a>
 */
final class ConverseEvents {
    private final List<Part> events = new ArrayList<>();
    private int blocks;

    private ConverseEvents() {}

    static List<Part> of(Answer answer) {
        var events = new ConverseEvents();
        events.addAll(answer);
        return events.events;
    }

    private void addAll(Answer answer) {
        event("messageStart", 0).put("role", "assistant");
        var completion = answer.completion();
        if (completion.thinks()) {
            completion.thoughts().forEach(token -> reasoning(1).put("text", token));
            reasoning(0).put("signature", answer.id("sig_"));
            endBlock();
        }
        if (!completion.tokens().isEmpty()) {
            completion.tokens().forEach(token -> delta(1).put("text", token));
            endBlock();
        }
        event("messageStop", 0).put("stopReason", ConverseDocument.stopReason(answer));
        ConverseDocument.end(event("metadata", 0), answer);
    }

    private ObjectNode reasoning(int tokens) {
        return delta(tokens).putObject("reasoningContent");
    }

    private ObjectNode delta(int tokens) {
        return event("contentBlockDelta", tokens)
                .put("contentBlockIndex", blocks)
                .putObject("delta");
    }

    private void endBlock() {
        event("contentBlockStop", 0).put("contentBlockIndex", blocks);
        blocks++;
    }

    private ObjectNode event(String type, int tokens) {
        var json = instance.objectNode();
        events.add(new Part(type, json, tokens));
        return json;
    }
}
