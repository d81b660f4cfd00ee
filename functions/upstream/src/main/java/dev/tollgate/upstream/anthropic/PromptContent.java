package dev.tollgate.upstream.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.prompt.PromptPart;
import dev.tollgate.upstream.prompt.PromptPart.Image;
import dev.tollgate.upstream.prompt.PromptPart.Unseen;
import dev.tollgate.upstream.prompt.PromptParts;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what a message to be created brings into its prompt that its bytes do not bound. What is not known is taken for that.
 */
final class PromptContent {
    /** Blocks whose tokens are in the body as it is, encrypted ones too. */
    private static final Set<String> TEXTUAL = Set.of(
            "text",
            "thinking",
            "redacted_thinking",
            "tool_use",
            "server_tool_use",
            "mcp_tool_use",
            "search_result",
            "web_search_tool_result",
            "code_execution_tool_result",
            "bash_code_execution_tool_result",
            "text_editor_code_execution_tool_result",
            "compaction",
            "browser_state");

    private PromptContent() {}

    static PromptParts of(JsonBody body) {
        return new PromptParts(Stream.<Stream<? extends PromptPart>>of(
                        blocks(body.get("system"), "system"),
                        body.get("messages")
                                .valueStream()
                                .flatMap(message -> blocks(message.path("content"), "messages")),
                        PredefinedTools.unseen(body.get("tools")),
                        state(body))
                .<PromptPart>flatMap(parts -> parts)
                .toList());
    }

    private static Stream<PromptPart> blocks(JsonNode content, String field) {
        return (content.isObject() ? Stream.of(content) : content.valueStream()).flatMap(block -> block(block, field));
    }

    private static Stream<PromptPart> block(JsonNode block, String field) {
        var type = block.path("type").asText();
        return switch (type) {
            case "image" -> Stream.of(new Image(data(block.path("source"))));
            case "document" -> document(block.path("source"), field);
            case "tool_result", "mcp_tool_result" -> blocks(block.path("content"), field);
            case "web_fetch_tool_result" -> blocks(block.path("content").path("content"), field);
            default ->
                TEXTUAL.contains(type)
                        ? Stream.empty()
                        : Stream.of(new Unseen(field, "A block of type " + PromptPart.quoted(type)));
        };
    }

    private static Stream<PromptPart> document(JsonNode source, String field) {
        return switch (source.path("type").asText()) {
            case "text" -> Stream.empty();
            case "content" -> blocks(source.path("content"), field);
            case "base64" -> Stream.of(new Unseen(field, "A document that is not plain text", data(source)));
            default -> Stream.of(new Unseen(field, "A document that is not in the body"));
        };
    }

    private static long data(JsonNode source) {
        return source.path("type").asText().equals("base64") ? PromptPart.bytes(source.path("data")) : 0;
    }

    /** What the provider keeps, or does on its own before it answers. */
    private static Stream<Unseen> state(JsonBody body) {
        return Stream.of(
                        field(body, "container", "A container"),
                        field(body, "compaction", "The summary of a conversation"),
                        body.get("mcp_servers").valueStream().map(_ -> new Unseen("mcp_servers", "An MCP server")),
                        body.get("context_management")
                                .path("edits")
                                .valueStream()
                                .filter(edit -> !edit.path("type").asText().startsWith("clear_"))
                                .map(_ -> new Unseen("context_management", "The summary of a conversation")),
                        body.get("thread").path("type").asText("create").equals("create")
                                ? Stream.<Unseen>empty()
                                : Stream.of(new Unseen("thread", "An earlier conversation")))
                .flatMap(parts -> parts);
    }

    private static Stream<Unseen> field(JsonBody body, String name, String what) {
        return body.get(name).isMissingNode() ? Stream.empty() : Stream.of(new Unseen(name, what));
    }
}
