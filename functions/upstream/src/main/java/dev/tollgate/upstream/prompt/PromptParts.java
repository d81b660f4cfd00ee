package dev.tollgate.upstream.prompt;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;
import java.util.List;
import java.util.Optional;

/**
 * All parts of a prompt whose tokens the bytes of its body do not bound. Immutable.
 *
 * @param parts the parts, in the order of the body
 */
public record PromptParts(List<PromptPart> parts) {
    /**
     * What is written into a prompt by the way, and billed, so that a model uses tools, or keeps to a format. Documented for
     * Claude's tools, up to 804 tokens (Opus 4.7 with {@code tool_choice} of {@code any}); for formats it is said to be there.
     *
     * @see <a href="https://platform.claude.com/docs/en/about-claude/pricing#tool-use-pricing">the pricing of tools</a>
     */
    public static final long INSTRUCTIONS_TOKENS = 1_024;

    /** Copies the list. */
    public PromptParts {
        parts = List.copyOf(parts);
    }

    /**
     * How many tokens the prompt may have.
     *
     * @param bytes all bytes of the body
     */
    public long tokens(PromptEstimation estimation, long bytes) {
        var data = parts.stream().mapToLong(PromptPart::dataBytes).sum();
        var images = parts.stream().filter(PromptPart.Image.class::isInstance).count();
        return Math.min(Usage.MAX_TOKENS, estimation.tokens(bytes - data, images, parts.size() - images));
    }

    /** What is wrong with a prompt that has parts which could be of any size, empty where such parts are allowed. */
    public Optional<Fault> fault(PromptEstimation estimation) {
        return parts.stream()
                .filter(_ -> !estimation.allowsUnseen())
                .filter(PromptPart.Unseen.class::isInstance)
                .map(PromptPart.Unseen.class::cast)
                .findFirst()
                .map(unseen -> Fault.ofField(
                        unseen.field(),
                        ("%s cannot be metered: how many tokens it is cannot be told from the body. The gateway's operator"
                                        + " can allow it by 'promptEstimation.unseenTokens' of the backend.")
                                .formatted(unseen.what())));
    }
}
