package dev.tollgate.local.demo.serving;

/**
 * What a request asks for, whatever its dialect. Immutable.
 *
 * @param model any name
 * @param prompt what the model is given
 * @param maxTokens the most tokens of a choice, {@link Integer#MAX_VALUE} where the caller set no limit
 * @param choices how many choices
 */
public record Ask(String model, Prompt prompt, int maxTokens, int choices) {
    /** The texts of an embedding: nothing is said to them. */
    public static Ask embedding(String model, Prompt prompt) {
        return new Ask(model, prompt, 0, 1);
    }
}
