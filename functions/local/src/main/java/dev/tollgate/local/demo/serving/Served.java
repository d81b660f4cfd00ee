package dev.tollgate.local.demo.serving;

/**
 * One call as the demo model would bill it, whether or not it told the caller. Immutable.
 *
 * @param model the name it was asked for
 * @param promptTokens the tokens of the prompt, those from a cache too
 * @param completionTokens the tokens sent, over all choices, thoughts too; fewer than the text has where the reply broke
 *     off
 * @param streamed whether the reply was a stream
 * @param aborted whether the reply was left unfinished, by the caller or by the model
 */
public record Served(String model, long promptTokens, long completionTokens, boolean streamed, boolean aborted) {
    static Served whole(Answer answer, long completionTokens, boolean aborted) {
        return of(answer, completionTokens, false, aborted);
    }

    static Served streamed(Answer answer, long completionTokens, boolean aborted) {
        return of(answer, completionTokens, true, aborted);
    }

    private static Served of(Answer answer, long completionTokens, boolean streamed, boolean aborted) {
        return new Served(answer.ask().model(), answer.usage().prompt(), completionTokens, streamed, aborted);
    }
}
