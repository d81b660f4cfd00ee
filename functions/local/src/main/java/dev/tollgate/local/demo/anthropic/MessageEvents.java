package dev.tollgate.local.demo.anthropic;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as a stream of events, here and behind Bedrock. For one thread, once.
 *
 * @see <a href="https://docs.anthropic.com/en/api/messages-streaming">the API reference</a>
 */
public final class MessageEvents {
    private final Answer answer;
    private final List<Part> events = new ArrayList<>();
    private int blocks;

    private MessageEvents(Answer answer) {
        this.answer = answer;
    }

    /** All events, in order. */
    public static List<Part> of(Answer answer) {
        return new MessageEvents(answer).all();
    }

    private List<Part> all() {
        start();
        var completion = answer.completion();
        if (completion.thinks()) {
            block(MessageDocument.thinking("", ""), "thinking_delta", "thinking", completion.thoughts());
        }
        if (!completion.tokens().isEmpty()) {
            block(MessageDocument.text(""), "text_delta", "text", completion.tokens());
        }
        end();
        return events;
    }

    /** The usage so far: real models, too, count one token of output before the first. */
    private void start() {
        var message = MessageDocument.head(answer).putNull("stop_reason").putNull("stop_sequence");
        message.putArray("content");
        if (answer.usageReported()) {
            message.set("usage", MessageDocument.usage(answer.usage().after(1)));
        }
        event("message_start", 0).set("message", message);
    }

    private void block(ObjectNode empty, String deltaType, String field, List<String> tokens) {
        inBlock("content_block_start", 0).set("content_block", empty);
        if (blocks == 0) {
            event("ping", 0);
        }
        for (var token : tokens) {
            inBlock("content_block_delta", 1)
                    .putObject("delta")
                    .put("type", deltaType)
                    .put(field, token);
        }
        if (field.equals("thinking")) {
            inBlock("content_block_delta", 0)
                    .putObject("delta")
                    .put("type", "signature_delta")
                    .put("signature", answer.id("sig_"));
        }
        inBlock("content_block_stop", 0);
        blocks++;
    }

    /** The usage of the whole: not what is to be added. */
    private void end() {
        var delta = event("message_delta", 0);
        delta.putObject("delta")
                .put("stop_reason", MessageDocument.stopReason(answer))
                .putNull("stop_sequence");
        if (answer.usageReported()) {
            delta.set("usage", MessageDocument.usage(answer.usage()));
        }
        event("message_stop", 0);
    }

    private ObjectNode inBlock(String type, int tokens) {
        return event(type, tokens).put("index", blocks);
    }

    private ObjectNode event(String type, int tokens) {
        var json = instance.objectNode().put("type", type);
        events.add(new Part(type, json, tokens));
        return json;
    }
}
