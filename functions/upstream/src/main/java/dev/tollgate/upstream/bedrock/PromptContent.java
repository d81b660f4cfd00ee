package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.prompt.PromptPart;
import dev.tollgate.upstream.prompt.PromptPart.Image;
import dev.tollgate.upstream.prompt.PromptPart.Unseen;
import dev.tollgate.upstream.prompt.PromptParts;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what a call brings into its prompt that the bytes of its body do not bound. */
final class PromptContent {
    private static final Set<String> CALLERS_TOOLS = Set.of("custom", "function");

    private PromptContent() {}

    /** Of a body of Converse, called with this model. */
    static PromptParts converse(JsonBody body, String model) {
        var variables = !body.get("promptVariables").isEmpty();
        return parts(Stream.of(
                messages(body.fields()),
                unseen(variables, "promptVariables", "A stored prompt"),
                unseen(isStoredPrompt(model) && !variables, "modelId", "A stored prompt"),
                providersWork(body.fields()),
                providersWork(body.get("additionalModelRequestFields"))));
    }

    /** Of a body in the words of any model. */
    static PromptParts invoke(JsonBody body) {
        var fields = body.fields();
        return parts(Stream.of(
                messages(fields),
                providersWork(fields),
                image(fields.path("inputImage")),
                fields.path("images").valueStream().flatMap(PromptContent::image),
                fields.path("inputs").valueStream().flatMap(input -> ContentBlocks.in(input.path("content"), "inputs")),
                ContentBlocks.media(fields.path("singleEmbeddingParams"), "singleEmbeddingParams"),
                fields.path("mediaSource").isObject()
                        ? Stream.of(new Unseen(
                                "mediaSource",
                                "A video",
                                PromptPart.bytes(fields.path("mediaSource").path("base64String"))))
                        : Stream.empty()));
    }

    /** Whether a name of a model is that of a stored prompt, with messages and a maximum of its own. */
    static boolean isStoredPrompt(String model) {
        return model.startsWith("arn:") && model.contains(":prompt/");
    }

    private static PromptParts parts(Stream<Stream<? extends PromptPart>> parts) {
        return new PromptParts(parts.<PromptPart>flatMap(each -> each).toList());
    }

    private static Stream<PromptPart> messages(JsonNode fields) {
        return Stream.concat(
                ContentBlocks.in(fields.path("system"), "system"),
                fields.path("messages")
                        .valueStream()
                        .flatMap(message -> ContentBlocks.in(message.path("content"), "messages")));
    }

    /** What the provider does on its own before it answers, or has kept of an earlier call. */
    private static Stream<Unseen> providersWork(JsonNode fields) {
        return Stream.of(
                        fields.path("toolConfig")
                                .path("tools")
                                .valueStream()
                                .filter(tool -> tool.hasNonNull("systemTool"))
                                .map(_ -> new Unseen("toolConfig", "A tool of Bedrock's own")),
                        fields.path("tools")
                                .valueStream()
                                .filter(tool -> !CALLERS_TOOLS.contains(
                                        tool.path("type").asText("custom")))
                                .map(tool -> new Unseen(
                                        "tools",
                                        "A tool of type "
                                                + PromptPart.quoted(
                                                        tool.path("type").asText()))),
                        fields.path("mcp_servers").valueStream().map(_ -> new Unseen("mcp_servers", "An MCP server")),
                        fields.path("connectors").valueStream().map(_ -> new Unseen("connectors", "A connector")),
                        unseen(fields.hasNonNull("container"), "container", "A container"),
                        fields.path("context_management")
                                .path("edits")
                                .valueStream()
                                .filter(edit -> !edit.path("type").asText().startsWith("clear_"))
                                .map(_ -> new Unseen("context_management", "The summary of a conversation")))
                .flatMap(parts -> parts);
    }

    private static Stream<PromptPart> image(JsonNode data) {
        return data.isTextual() ? Stream.of(new Image(PromptPart.bytes(data))) : Stream.empty();
    }

    private static Stream<Unseen> unseen(boolean isThere, String field, String what) {
        return isThere ? Stream.of(new Unseen(field, what)) : Stream.empty();
    }
}
