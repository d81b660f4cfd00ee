package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.prompt.PromptParts;
import java.util.stream.Stream;

/**
 * What providers write into a prompt, and bill, that no byte of the body stands for.
 *
 * @see <a href="https://platform.claude.com/docs/en/about-claude/pricing#tool-use-pricing">what tools cost with Claude</a>
 */
final class HiddenPrompt {
    private HiddenPrompt() {}

    static long tokens(JsonBody body) {
        var extra = body.get("additionalModelRequestFields");
        return Stream.of(hasTools(body.fields()) || hasTools(extra), hasFormat(body.fields()) || hasFormat(extra))
                        .filter(isGiven -> isGiven)
                        .count()
                * PromptParts.INSTRUCTIONS_TOKENS;
    }

    private static boolean hasTools(JsonNode fields) {
        return !fields.path("tools").isEmpty()
                || !fields.path("toolConfig").path("tools").isEmpty();
    }

    private static boolean hasFormat(JsonNode fields) {
        return fields.path("outputConfig").hasNonNull("textFormat")
                || fields.path("output_config").hasNonNull("format")
                || fields.hasNonNull("output_format")
                || fields.hasNonNull("response_format");
    }
}
