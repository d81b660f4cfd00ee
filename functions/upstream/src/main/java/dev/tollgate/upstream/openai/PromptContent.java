package dev.tollgate.upstream.openai;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.prompt.PromptParts;
import java.util.Optional;

/**
 * What a prompt is made of, so far as its estimate depends on it. A byte-level BPE makes no token out of less than one byte,
 * and the JSON around a text is more bytes than a chat template adds tokens: so the bytes of the body bound its tokens, except
 * for what stands here.
 *
 * @param parts its images, and what it only refers to
 * @param tokenIds how many token ids it has in place of text
 */
record PromptContent(PromptParts parts, long tokenIds) {
    /** How many tokens the prompt in this body may have. */
    long tokens(JsonBody body, PromptEstimation estimation) {
        return Math.max(parts.tokens(estimation, body.size()), tokenIds);
    }

    /** The fault of a body that refers to what these estimates do not allow. */
    Optional<Fault> fault(PromptEstimation estimation) {
        return parts.fault(estimation);
    }
}
