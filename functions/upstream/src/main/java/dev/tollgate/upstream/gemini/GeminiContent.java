package dev.tollgate.upstream.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.prompt.PromptPart;
import dev.tollgate.upstream.prompt.PromptPart.Image;
import dev.tollgate.upstream.prompt.PromptPart.Unseen;
import dev.tollgate.upstream.prompt.PromptParts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds what a call brings into its prompt that its bytes do not bound. What is not known is taken for that. */
final class GeminiContent {
    static final ProtoField CONTENTS = new ProtoField("contents");
    static final ProtoField CONTENT = new ProtoField("content");
    static final ProtoField SYSTEM_INSTRUCTION = new ProtoField("systemInstruction");
    static final ProtoField TOOLS = new ProtoField("tools");
    static final ProtoField CACHED_CONTENT = new ProtoField("cachedContent");
    static final ProtoField CONTINUATION_TOKEN = new ProtoField("continuationToken");

    private static final ProtoField PARTS = new ProtoField("parts");
    private static final ProtoField INLINE_DATA = new ProtoField("inlineData");
    private static final ProtoField MIME_TYPE = new ProtoField("mimeType");
    private static final ProtoField DATA = new ProtoField("data");
    private static final ProtoField FUNCTION_RESPONSE = new ProtoField("functionResponse");
    private static final ProtoField FUNCTION_DECLARATIONS = new ProtoField("functionDeclarations");

    /** What in a part is in the body as it is, or is no part of the prompt. */
    private static final List<ProtoField> TEXTUAL = Stream.of(
                    "text",
                    "thought",
                    "thoughtSignature",
                    "functionCall",
                    "executableCode",
                    "codeExecutionResult",
                    "mediaResolution",
                    "videoMetadata",
                    "partMetadata")
            .map(ProtoField::new)
            .toList();

    private GeminiContent() {}

    /** Of a call that generates, or embeds one content. */
    static PromptParts of(JsonBody body) {
        var fields = body.fields();
        return new PromptParts(Stream.<Stream<? extends PromptPart>>of(
                        contents(fields, SYSTEM_INSTRUCTION),
                        contents(fields, CONTENTS),
                        contents(fields, CONTENT),
                        TOOLS.in(fields).flatMap(ProtoField::elements).flatMap(GeminiContent::tool),
                        CACHED_CONTENT.in(fields).map(_ -> new Unseen(CACHED_CONTENT.camel(), "Cached content")),
                        CONTINUATION_TOKEN
                                .in(fields)
                                .map(_ -> new Unseen(CONTINUATION_TOKEN.camel(), "A call that is continued")))
                .<PromptPart>flatMap(parts -> parts)
                .toList());
    }

    /** Of a call that embeds several contents. */
    static PromptParts ofBatch(JsonBody body) {
        return new PromptParts(ProtoField.elements(body.get("requests"))
                .flatMap(request -> contents(request, CONTENT))
                .toList());
    }

    private static Stream<PromptPart> contents(JsonNode object, ProtoField field) {
        return field.in(object).flatMap(ProtoField::elements).flatMap(content -> parts(content, field.camel()));
    }

    private static Stream<PromptPart> parts(JsonNode content, String field) {
        return PARTS.in(content)
                .flatMap(ProtoField::elements)
                .flatMap(JsonNode::propertyStream)
                .filter(property -> !property.getValue().isNull())
                .flatMap(property -> part(property.getKey(), property.getValue(), field));
    }

    private static Stream<PromptPart> part(String name, JsonNode value, String field) {
        if (INLINE_DATA.isCalled(name)) {
            return Stream.of(inline(value, field));
        }
        if (FUNCTION_RESPONSE.isCalled(name)) {
            return parts(value, field);
        }
        return TEXTUAL.stream().anyMatch(textual -> textual.isCalled(name))
                ? Stream.empty()
                : Stream.of(new Unseen(field, "A part with " + PromptPart.quoted(name)));
    }

    private static PromptPart inline(JsonNode blob, String field) {
        var bytes = DATA.in(blob).mapToLong(PromptPart::bytes).sum();
        var types = MIME_TYPE
                .in(blob)
                .map(type -> type.asText().toLowerCase(Locale.ROOT))
                .toList();
        return !types.isEmpty() && types.stream().allMatch(type -> type.startsWith("image/"))
                ? new Image(bytes)
                : new Unseen(field, "Inline data of type " + PromptPart.quoted(String.join(", ", types)), bytes);
    }

    /** Whatever is no function of the caller's is run by the provider, or declared by it. */
    private static Stream<Unseen> tool(JsonNode tool) {
        return tool.propertyStream()
                .filter(property -> !property.getValue().isNull())
                .filter(property -> !FUNCTION_DECLARATIONS.isCalled(property.getKey()))
                .map(property -> new Unseen(TOOLS.camel(), "The tool " + PromptPart.quoted(property.getKey())));
    }
}
