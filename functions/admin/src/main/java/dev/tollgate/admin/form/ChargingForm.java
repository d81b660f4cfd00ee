package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.usage.TokenWeights;
import org.jspecify.annotations.Nullable;

/**
 * What a call counts.
 *
 * @param prices the id of the price table, absent where no cost is counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChargingForm(Weights weights, @Nullable String prices) {
    /** What a token of a class counts, in thousandths of an ordinary one. */
    record Weights(long cacheRead, long cacheWrite, long reasoning) {
        static Weights of(TokenWeights weights) {
            return new Weights(weights.cacheRead(), weights.cacheWrite(), weights.reasoning());
        }
    }

    static ChargingForm of(Charging charging) {
        return new ChargingForm(
                Weights.of(charging.weights()), charging.prices().isEmpty() ? null : charging.prices());
    }
}
