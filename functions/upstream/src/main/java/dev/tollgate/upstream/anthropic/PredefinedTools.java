package dev.tollgate.upstream.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.prompt.PromptPart;
import dev.tollgate.upstream.prompt.PromptPart.Unseen;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tools whose definition is the provider's: a body names a type of a few bytes, and the prompt gets the whole definition.
 *
 * <p>The sizes are rounded up from what is documented: 245 tokens for bash, 700 for the text editor, 735 and a system prompt of
 * 499 for the use of a computer; about 4,500 for the computer's toolset and 6,600 for the browser's.
 *
 * @see <a href="https://platform.claude.com/docs/en/about-claude/pricing#tool-use-pricing">the pricing of tools</a>
 */
final class PredefinedTools {
    private static final long TOOL_TOKENS = 1_536;
    private static final long TOOLSET_TOKENS = 8_192;

    private static final Pattern TOOL = Pattern.compile("(bash|text_editor|memory|computer)_\\d{8}");
    private static final Pattern TOOLSET = Pattern.compile("(computer|browser)_toolset_\\d{8}");

    private PredefinedTools() {}

    /** What the definition of a tool is at most, beyond the bytes of the body. */
    static long tokens(JsonNode tool) {
        var type = type(tool);
        if (TOOLSET.matcher(type).matches()) {
            return TOOLSET_TOKENS;
        }
        return TOOL.matcher(type).matches() ? TOOL_TOKENS : 0;
    }

    /** The tools that the provider runs itself, and those that are not known. */
    static Stream<Unseen> unseen(JsonNode tools) {
        return tools.valueStream()
                .filter(tool -> !type(tool).equals("custom") && tokens(tool) == 0)
                .map(tool -> new Unseen("tools", "A tool of type " + PromptPart.quoted(type(tool))));
    }

    private static String type(JsonNode tool) {
        return tool.hasNonNull("type") ? tool.path("type").asText() : "custom";
    }
}
