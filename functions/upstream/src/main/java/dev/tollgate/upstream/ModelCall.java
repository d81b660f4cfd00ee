package dev.tollgate.upstream;

import dev.tollgate.core.usage.Estimate;
import java.util.function.Function;

/**
 * A call as a dialect understood it.
 *
 * @param route which path
 * @param model the model it names
 * @param path path and query to send, behind the backend's base URL
 * @param body what to send: the caller's bytes, changed only where metering needs it
 * @param estimate what it may use at most
 * @param maximum the most tokens that each of its completions may have, without predicted ones; 0 where it has none
 * @param lowering makes the same call with a lower maximum, as an estimate allows
 * @param metering finds out what it cost
 */
public record ModelCall(
        Route route,
        ModelName model,
        String path,
        byte[] body,
        Estimate estimate,
        long maximum,
        Function<Estimate, ModelCall> lowering,
        Metering metering) {
    /** A maximum is not lowered below: a shorter answer serves nobody, and its prompt is charged all the same. */
    public static final long FEWEST_WORTH_ASKING = 16;

    /** A call that costs a request and no tokens. */
    public static ModelCall withoutInference(Target target, byte[] body) {
        return withoutInference(target, ModelName.NONE, body);
    }

    /** The same for a call about a model, which must be one that may be called. */
    public static ModelCall withoutInference(Target target, ModelName model, byte[] body) {
        return new ModelCall(
                target.route(), model, target.path(), body, Estimate.NO_TOKENS, 0, noLowering(), new NoMetering());
    }

    /** The same call with a lower maximum of completion tokens in its body. */
    public ModelCall lowered(Estimate lower) {
        return lowering.apply(lower);
    }

    /** For calls that have no maximum in their body: their estimate says so, and nobody asks. */
    public static Function<Estimate, ModelCall> noLowering() {
        return lower -> {
            throw new IllegalStateException("this call has no maximum to be lowered to " + lower);
        };
    }
}
