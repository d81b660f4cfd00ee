package dev.tollgate.upstream.anthropic;

import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.prompt.PromptParts;
import java.util.stream.Stream;

/**
 * What Anthropic writes into a prompt, and bills, that no byte of the body stands for.
 *
 * @see <a href="https://platform.claude.com/docs/en/about-claude/pricing#tool-use-pricing">the pricing of tools</a>
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/structured-outputs">structured outputs</a>
 */
final class HiddenPrompt {
    private HiddenPrompt() {}

    static long tokens(JsonBody body) {
        var tools = body.get("tools");
        var instructions = Stream.of(
                        !tools.isEmpty(),
                        body.get("output_config").hasNonNull("format"),
                        !body.get("output_format").isMissingNode())
                .filter(isGiven -> isGiven)
                .count();
        return instructions * PromptParts.INSTRUCTIONS_TOKENS
                + tools.valueStream().mapToLong(PredefinedTools::tokens).sum();
    }
}
