package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.json.JsonBody;
import java.util.stream.Stream;

/**
 * What providers write into a prompt, and bill, that no byte of the body stands for.
 *
 * @see <a href="https://platform.claude.com/docs/en/about-claude/pricing#tool-use-pricing">what tools cost with Claude</a>
 */
final class HiddenPrompt {
    /**
     * How to use tools, or how to keep to a format. Documented for Claude, up to 804 tokens; no other family of models says more.
     */
    private static final long INSTRUCTIONS_TOKENS = 1_024;

    private HiddenPrompt() {}

    static long tokens(JsonBody body) {
        var extra = body.get("additionalModelRequestFields");
        return Stream.of(hasTools(body.fields()) || hasTools(extra), hasFormat(body.fields()) || hasFormat(extra))
                        .filter(isGiven -> isGiven)
                        .count()
                * INSTRUCTIONS_TOKENS;
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
