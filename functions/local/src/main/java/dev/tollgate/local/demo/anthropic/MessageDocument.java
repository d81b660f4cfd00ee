package dev.tollgate.local.demo.anthropic;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Usage;

/**
 * An answer as one message, here and behind Bedrock.
 *
 * @see <a href="https://docs.anthropic.com/en/api/messages">the API reference</a>
 */
public final class MessageDocument {
    private MessageDocument() {}

    /** The whole message. */
    public static ObjectNode of(Answer answer) {
        var message = head(answer);
        var completion = answer.completion();
        var content = message.putArray("content");
        if (completion.thinks()) {
            content.add(thinking(completion.thinking(), answer.id("sig_")));
        }
        if (!completion.tokens().isEmpty()) {
            content.add(text(completion.text()));
        }
        message.put("stop_reason", stopReason(answer)).putNull("stop_sequence");
        if (answer.usageReported()) {
            message.set("usage", usage(answer.usage()));
        }
        return message;
    }

    /** The message before anything is said. */
    static ObjectNode head(Answer answer) {
        return instance.objectNode()
                .put("id", answer.id("msg_"))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", answer.ask().model());
    }

    static ObjectNode text(String text) {
        return instance.objectNode().put("type", "text").put("text", text);
    }

    static ObjectNode thinking(String thinking, String signature) {
        return instance.objectNode()
                .put("type", "thinking")
                .put("thinking", thinking)
                .put("signature", signature);
    }

    static String stopReason(Answer answer) {
        return answer.completion().cut() ? "max_tokens" : "end_turn";
    }

    /** By Anthropic's rule: tokens from a cache are beside those of the input, and there is no total. */
    static ObjectNode usage(Usage usage) {
        var json = instance.objectNode()
                .put("input_tokens", usage.uncached())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", usage.cacheRead())
                .put("output_tokens", usage.completion());
        if (usage.reasoning() > 0) {
            json.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
        }
        return json;
    }
}
