package dev.tollgate.upstream.anthropic;

import dev.tollgate.upstream.json.JsonBody;
import java.util.stream.Stream;

/**
 * What Anthropic writes into a prompt, and bills, that no byte of the body stands for.
 *
 * @see <a href="https://platform.claude.com/docs/en/about-claude/pricing#tool-use-pricing">the pricing of tools</a>
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/structured-outputs">structured outputs</a>
 */
final class HiddenPrompt {
    /**
     * How to use tools, or how to keep to a format. Documented for tools, up to 804 tokens (Claude Opus 4.7 with
     * {@code tool_choice} of {@code any}); for formats it is said to be there.
     */
    private static final long INSTRUCTIONS_TOKENS = 1_024;

    private HiddenPrompt() {}

    static long tokens(JsonBody body) {
        var tools = body.get("tools");
        var instructions = Stream.of(
                        !tools.isEmpty(),
                        body.get("output_config").hasNonNull("format"),
                        !body.get("output_format").isMissingNode())
                .filter(isGiven -> isGiven)
                .count();
        return instructions * INSTRUCTIONS_TOKENS
                + tools.valueStream().mapToLong(PredefinedTools::tokens).sum();
    }
}
