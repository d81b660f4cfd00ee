package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.prompt.PromptPart;
import dev.tollgate.upstream.prompt.PromptPart.Image;
import dev.tollgate.upstream.prompt.PromptPart.Unseen;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds in the blocks of messages what their bytes do not bound. A block is known by the key of its content (Converse, Nova) or
 * by its {@code type} (Claude, and the models with OpenAI's messages); who writes both is taken at both. What is not known could
 * be of any size.
 */
final class ContentBlocks {
    private static final Set<String> TEXTUAL_KEYS = Set.of(
            "text",
            "json",
            "toolUse",
            "cachePoint",
            "reasoningContent",
            "citationsContent",
            "searchResult",
            "toolAddition",
            "toolRemoval");

    private static final Set<String> MEDIA_KEYS = Set.of("image", "video", "audio");

    private static final Set<String> TEXTUAL_TYPES =
            Set.of("text", "refusal", "thinking", "redacted_thinking", "tool_use", "search_result");

    private ContentBlocks() {}

    /**
     * In one block, a list of them, or a text, which has none.
     *
     * @param field the field of the body that has them
     */
    static Stream<PromptPart> in(JsonNode content, String field) {
        var blocks = content.isObject() ? Stream.of(content) : content.valueStream();
        return blocks.flatMap(block -> Stream.concat(typed(block, field), keyed(block, field)));
    }

    /** In an object that has media by their keys, and anything else besides. */
    static Stream<PromptPart> media(JsonNode object, String field) {
        return object.propertyStream()
                .filter(entry -> MEDIA_KEYS.contains(entry.getKey()))
                .flatMap(entry -> keyed(object, entry, field));
    }

    private static Stream<PromptPart> typed(JsonNode block, String field) {
        if (!block.hasNonNull("type")) {
            return Stream.empty();
        }
        var type = block.path("type").asText();
        return switch (type) {
            case "image" ->
                Stream.of(new Image(PromptPart.bytes(block.path("source").path("data"))));
            case "image_url" ->
                Stream.of(new Image(PromptPart.bytes(block.path("image_url").path("url"))));
            case "document" -> claudesDocument(block.path("source"), field);
            case "tool_result" -> in(block.path("content"), field);
            default ->
                TEXTUAL_TYPES.contains(type)
                        ? Stream.empty()
                        : Stream.of(new Unseen(field, "A block of type " + PromptPart.quoted(type)));
        };
    }

    private static Stream<PromptPart> claudesDocument(JsonNode source, String field) {
        return switch (source.path("type").asText()) {
            case "text" -> Stream.empty();
            case "content" -> in(source.path("content"), field);
            default ->
                Stream.of(
                        new Unseen(field, "A document that is not plain text", PromptPart.bytes(source.path("data"))));
        };
    }

    private static Stream<PromptPart> keyed(JsonNode block, String field) {
        return block.propertyStream().flatMap(entry -> keyed(block, entry, field));
    }

    private static Stream<PromptPart> keyed(JsonNode block, Map.Entry<String, JsonNode> entry, String field) {
        var key = entry.getKey();
        var value = entry.getValue();
        var source = value.path("source");
        return switch (key) {
            case "image" -> image(source, field);
            case "document" -> document(source, field);
            case "video", "audio" -> Stream.of(packed(field, "A block of " + PromptPart.quoted(key), source));
            case "toolResult" -> in(value.path("content"), field);
            case "guardContent" ->
                value.hasNonNull("image") ? image(value.path("image").path("source"), field) : Stream.empty();
            default ->
                TEXTUAL_KEYS.contains(key) || block.hasNonNull("type")
                        ? Stream.empty()
                        : Stream.of(new Unseen(field, "A block of " + PromptPart.quoted(key)));
        };
    }

    private static Stream<PromptPart> image(JsonNode source, String field) {
        return Stream.of(
                source.hasNonNull("bytes") && !source.hasNonNull("s3Location")
                        ? new Image(PromptPart.bytes(source.path("bytes")))
                        : packed(field, "An image that is not in the body", source));
    }

    private static Stream<PromptPart> document(JsonNode source, String field) {
        return source.hasNonNull("bytes") || source.hasNonNull("s3Location")
                ? Stream.of(packed(field, "A document that is not plain text", source))
                : Stream.empty();
    }

    private static Unseen packed(String field, String what, JsonNode source) {
        return new Unseen(field, what, PromptPart.bytes(source.path("bytes")));
    }
}
