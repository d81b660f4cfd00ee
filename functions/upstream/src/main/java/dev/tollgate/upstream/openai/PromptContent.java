package dev.tollgate.upstream.openai;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Optional;

/**
 * What a prompt is made of, so far as its estimate depends on it. A byte-level BPE makes no token out of less than one byte,
 * and the JSON around a text is more bytes than a chat template adds tokens: so the bytes of the body bound its tokens, except
 * for what stands here.
 *
 * @param imageBytes how many bytes of the body are data or addresses of images
 * @param images how many images it has
 * @param tokenIds how many token ids it has in place of text
 * @param unseen what it refers to, and does not hold
 */
record PromptContent(long imageBytes, long images, long tokenIds, List<Unseen> unseen) {
    PromptContent {
        unseen = List.copyOf(unseen);
    }

    /**
     * Something whose tokens cannot be told from the body.
     *
     * @param field the top-level field that has it
     * @param what it is, as in "has a file"
     */
    record Unseen(String field, String what) {
        private Fault fault() {
            return Fault.ofField(
                    field,
                    ("'%s' has %s. It cannot be metered: how many tokens it brings cannot be told from the body. The"
                                    + " gateway's operator can allow it by 'promptEstimation.unseenTokens' of the backend.")
                            .formatted(field, what));
        }
    }

    /** How many tokens the prompt in this body may have. */
    long tokens(JsonBody body, PromptEstimation estimation) {
        var estimated = estimation.tokens(body.size() - imageBytes, images, unseen.size());
        return Math.min(Usage.MAX_TOKENS, Math.max(estimated, tokenIds));
    }

    /** The fault of a body that refers to what these estimates do not allow. */
    Optional<Fault> fault(PromptEstimation estimation) {
        return estimation.allowsUnseen()
                ? Optional.empty()
                : unseen.stream().findFirst().map(Unseen::fault);
    }
}
