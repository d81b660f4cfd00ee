package dev.tollgate.local.demo.bedrock;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Usage;

/**
 * An answer as Converse has it.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">the API reference</a>
 */
final class ConverseDocument {
    /** The demo model does not time itself. */
    static final int LATENCY_MILLIS = 1;

    private ConverseDocument() {}

    static ObjectNode of(Answer answer) {
        var document = instance.objectNode();
        var message = document.putObject("output").putObject("message").put("role", "assistant");
        var content = message.putArray("content");
        var completion = answer.completion();
        if (completion.thinks()) {
            content.addObject()
                    .putObject("reasoningContent")
                    .putObject("reasoningText")
                    .put("text", completion.thinking())
                    .put("signature", answer.id("sig_"));
        }
        if (!completion.tokens().isEmpty()) {
            content.addObject().put("text", completion.text());
        }
        return end(document.put("stopReason", stopReason(answer)), answer);
    }

    static String stopReason(Answer answer) {
        return answer.completion().cut() ? "max_tokens" : "end_turn";
    }

    /** Adds what a stream has in its last event. */
    static ObjectNode end(ObjectNode document, Answer answer) {
        document.putObject("metrics").put("latencyMs", LATENCY_MILLIS);
        if (answer.usageReported()) {
            document.set("usage", usage(answer.usage()));
        }
        return document;
    }

    /** By Bedrock's rule: tokens from a cache are beside those of the input, and in the total. */
    private static ObjectNode usage(Usage usage) {
        var json = instance.objectNode()
                .put("inputTokens", usage.uncached())
                .put("outputTokens", usage.completion())
                .put("totalTokens", usage.total());
        if (usage.cacheRead() > 0) {
            json.put("cacheReadInputTokens", usage.cacheRead()).put("cacheWriteInputTokens", 0);
        }
        return json;
    }
}
