package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.upstream.json.JsonBody;
import java.util.stream.Stream;

/**
 * How many tokens a prompt can be at most: by the bytes of the body, in which an image counts as a fixed number whatever its
 * size. A byte-level BPE makes no token out of less than one byte, and the JSON around a text is more bytes than a chat
 * template adds tokens.
 */
final class PromptEstimate {
    private PromptEstimate() {}

    static long of(JsonBody body, PromptEstimation estimation) {
        var images = images(body).toList();
        var text = body.size()
                - images.stream().mapToLong(PromptEstimate::utf8Length).sum();
        return estimation.tokens(text, images.size(), 0);
    }

    /** Only where a provider reads an image: elsewhere the same shape is text like any other. */
    private static Stream<String> images(JsonBody body) {
        return body.get("messages")
                .valueStream()
                .flatMap(message -> message.path("content").valueStream())
                .filter(part -> part.path("type").asText().equals("image_url"))
                .map(part -> part.path("image_url").path("url"))
                .map(JsonNode::asText);
    }

    private static long utf8Length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
