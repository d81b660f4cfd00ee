package dev.tollgate.local.demo;

/**
 * A chat completion as it was asked for, checked. Immutable.
 *
 * @param model any name
 * @param promptTokens the tokens of the messages
 * @param lastUserText what the user said last, empty where nothing
 * @param maxTokens the most tokens of a choice, {@link Integer#MAX_VALUE} where the caller set no limit
 * @param choices how many choices
 * @param streamed whether the reply is to be a stream
 * @param usageAsked whether the stream is to report usage
 */
record ChatRequest(
        String model,
        long promptTokens,
        String lastUserText,
        int maxTokens,
        int choices,
        boolean streamed,
        boolean usageAsked) {
    /** The call as it is billed. */
    Served served(long completionTokens, boolean aborted) {
        return new Served(model, promptTokens, completionTokens, streamed, aborted);
    }
}
