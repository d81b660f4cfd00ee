package dev.tollgate.local.demo.openai;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Usage;

/** Usage by OpenAI's rule: tokens from a cache are in the prompt, thoughts in the completion. */
final class OpenAiUsage {
    private OpenAiUsage() {}

    static ObjectNode ofCompletion(Usage usage) {
        var json = instance.objectNode()
                .put("prompt_tokens", usage.prompt())
                .put("completion_tokens", usage.completion())
                .put("total_tokens", usage.total());
        json.putObject("prompt_tokens_details").put("cached_tokens", usage.cacheRead());
        json.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        return json;
    }

    static ObjectNode ofEmbedding(Usage usage) {
        return instance.objectNode().put("prompt_tokens", usage.prompt()).put("total_tokens", usage.total());
    }

    static ObjectNode ofResponse(Usage usage) {
        var json = instance.objectNode()
                .put("input_tokens", usage.prompt())
                .put("output_tokens", usage.completion())
                .put("total_tokens", usage.total());
        json.putObject("input_tokens_details").put("cached_tokens", usage.cacheRead());
        json.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
        return json;
    }
}
