package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.prompt.PromptPart;
import java.util.Set;

/** The content of a message or the output of a tool: a text, a part, or an array of them. */
final class ContentParts {
    /** Bounded by their bytes. Audio is: a second of it is more bytes than tokens. */
    private static final Set<String> IN_BODY = Set.of(
            "text",
            "refusal",
            "thinking",
            "input_audio",
            "input_text",
            "output_text",
            "summary_text",
            "reasoning_text");

    /** Resized by the provider, wherever they come from, so that each has a worst case. */
    private static final Set<String> IMAGES = Set.of("image_url", "input_image", "computer_screenshot");

    private ContentParts() {}

    /** Adds what it holds to a prompt, as the content of this top-level field. */
    static void add(String field, JsonNode content, PromptTally tally) {
        if (content.isArray()) {
            content.forEach(part -> addPart(field, part, tally));
        } else if (content.isObject()) {
            addPart(field, content, tally);
        }
    }

    private static void addPart(String field, JsonNode part, PromptTally tally) {
        if (part.isTextual()) {
            return;
        }
        var type = part.path("type").asText();
        if (IMAGES.contains(type)) {
            tally.image(imageData(part.path("image_url")));
        } else if (!IN_BODY.contains(type)) {
            tally.unseen(field, "a content part of type " + PromptPart.quoted(type));
        }
        // vLLM takes such a part for any medium that another of its fields names, whatever its type.
        if (part.hasNonNull("uuid")) {
            tally.unseen(field, "a content part by its uuid");
        }
    }

    /** Either a text (Responses API, Mistral) or in an object. */
    private static String imageData(JsonNode image) {
        return image.isTextual() ? image.asText() : image.path("url").asText();
    }
}
