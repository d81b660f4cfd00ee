package dev.tollgate.local.demo.serving;

/**
 * The tokens of a call, before a dialect says them by its own rules. Immutable.
 *
 * @param prompt all of the prompt, that from the cache too
 * @param completion all that was thought and said
 * @param cacheRead how much of the prompt came from a cache
 * @param reasoning how much of the completion was thought
 */
public record Usage(long prompt, long completion, long cacheRead, long reasoning) {
    /** All tokens. */
    public long total() {
        return prompt + completion;
    }

    /** The tokens of the prompt that came from no cache. */
    public long uncached() {
        return prompt - cacheRead;
    }

    /** The tokens that were said. */
    public long said() {
        return completion - reasoning;
    }

    /** The same call when only so many tokens have been thought and said. */
    public Usage after(long completionTokens) {
        return new Usage(prompt, completionTokens, cacheRead, Math.min(reasoning, completionTokens));
    }
}
