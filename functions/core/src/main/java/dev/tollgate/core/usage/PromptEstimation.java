package dev.tollgate.core.usage;

/**
 * How a prompt is estimated before it is sent. Immutable.
 *
 * @param basis what the text in the body counts as
 * @param imageTokens what an image counts as, whatever its size
 * @param unseenTokens what a reference counts as to something that is not in the body: an earlier response, a file by its
 *     id, a tool that the provider runs; 0 refuses such calls, because they could cost anything
 */
public record PromptEstimation(Basis basis, long imageTokens, long unseenTokens) {
    /** What the text in a body counts as. */
    public enum Basis {
        /** A token for every byte: more than any byte-level BPE makes of it, so that no limit is exceeded. */
        BYTES,
        /** A token for every four bytes: typical of English and of code. Other text may exceed a limit by the difference. */
        TYPICAL
    }

    /** Safe: an image counts as more than a large one costs with most models of 2026, and what cannot be seen is refused. */
    public static final PromptEstimation STRICT = new PromptEstimation(Basis.BYTES, 5_000, 0);

    /** Typical of English and of code, the JSON around it included. */
    public static final int BYTES_A_TOKEN = 4;

    /** @throws IllegalArgumentException if a count is negative or above {@link Usage#MAX_TOKENS} */
    public PromptEstimation {
        Usage.requireTokens(imageTokens, Usage.MAX_TOKENS);
        Usage.requireTokens(unseenTokens, Usage.MAX_TOKENS);
    }

    /** How many tokens a prompt may have. */
    public long tokens(long bytesOfText, long images, long unseen) {
        var text = basis == Basis.BYTES ? bytesOfText : Math.ceilDiv(bytesOfText, BYTES_A_TOKEN);
        return text + images * imageTokens + unseen * unseenTokens;
    }

    /** About how many tokens a prompt has that may have so many. */
    public long typical(long estimated) {
        return basis == Basis.BYTES ? Math.ceilDiv(estimated, BYTES_A_TOKEN) : estimated;
    }

    /** Whether calls may refer to what is not in their body. */
    public boolean allowsUnseen() {
        return unseenTokens > 0;
    }

    /** The same with another figure for what cannot be seen. */
    public PromptEstimation withUnseen(long tokens) {
        return new PromptEstimation(basis, imageTokens, tokens);
    }
}
