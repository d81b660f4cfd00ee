package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/**
 * How many tokens a prompt can be at most: the UTF-8 bytes of all names and texts in the body. A byte-level BPE makes no
 * token out of less than one byte, and the names ({@code role}, {@code content}) are more bytes than a chat template adds
 * tokens for a message.
 *
 * <p>An image counts as a fixed number, its URL or data not at all; audio and files count as the bytes of their text.
 */
final class PromptEstimate {
    /** More than a high-resolution image costs with most models of 2026; what it costs beyond is booked all the same. */
    static final long IMAGE_TOKENS = 3_072;

    private PromptEstimate() {}

    static long of(JsonNode body) {
        return textBytes(body)
                + images(body).mapToLong(url -> IMAGE_TOKENS - textBytes(url)).sum();
    }

    /** Only where a provider reads an image: elsewhere the same shape is text like any other. */
    private static Stream<JsonNode> images(JsonNode body) {
        return body.path("messages")
                .valueStream()
                .flatMap(message -> message.path("content").valueStream())
                .filter(part -> part.path("type").asText().equals("image_url"))
                .map(part -> part.path("image_url").path("url"));
    }

    private static long textBytes(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .mapToLong(field -> utf8Length(field.getKey()) + textBytes(field.getValue()))
                    .sum();
        }
        if (node.isArray()) {
            return node.valueStream().mapToLong(PromptEstimate::textBytes).sum();
        }
        return utf8Length(node.asText());
    }

    private static long utf8Length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
