package dev.tollgate.upstream;

import dev.tollgate.core.usage.PromptEstimation;
import java.util.function.UnaryOperator;

/**
 * A call as it came, and what is to be known to read it.
 *
 * @param target what it asks for
 * @param body its body
 * @param completionDefault what it gets if it names no maximum
 * @param promptEstimation how its prompt is estimated
 * @param isCostLimited whether somebody limits what it costs
 * @param providersName from a model's name as callers know it to the provider's
 */
public record IncomingCall(
        Target target,
        byte[] body,
        CompletionDefault completionDefault,
        PromptEstimation promptEstimation,
        boolean isCostLimited,
        UnaryOperator<String> providersName) {
    /** The model that is called by this name. */
    public ModelName model(String called) {
        return new ModelName(called, providersName.apply(called));
    }
}
