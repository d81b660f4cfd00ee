package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.usage.TokenWeights;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
        private static final long HEAVIEST = 100 * TokenWeights.ONE;

        static Weights of(TokenWeights weights) {
            return new Weights(weights.cacheRead(), weights.cacheWrite(), weights.reasoning());
        }

        static Optional<TokenWeights> read(Fields fields) {
            var cacheRead = fields.number("cacheRead", 0, HEAVIEST, TokenWeights.ONE);
            var cacheWrite = fields.number("cacheWrite", 0, HEAVIEST, TokenWeights.ONE);
            var reasoning = fields.number("reasoning", 0, HEAVIEST, TokenWeights.ONE);
            return fields.make(() -> new TokenWeights(cacheRead, cacheWrite, reasoning));
        }
    }

    static ChargingForm of(Charging charging) {
        return new ChargingForm(
                Weights.of(charging.weights()), charging.prices().isEmpty() ? null : charging.prices());
    }

    /** As it is sent. */
    static Optional<Charging> read(Fields fields) {
        var weights = fields.object("weights", Weights::read).orElse(TokenWeights.EQUAL);
        var prices = fields.optionalId("prices");
        return fields.make(() -> new Charging(weights, prices));
    }

    /** Notes where {@code charging.prices} is missing in an object with these limits. */
    static void requirePrices(Fields fields, Stream<Limits> limits) {
        var prices = fields.value("charging").at("prices");
        var isNeeded = limits.flatMapToLong(each -> each.on(Set.of(Dimension.COST)))
                .findAny()
                .isPresent();
        if (isNeeded && !prices.isGiven()) {
            prices.wrong("must be given: a limit on cost needs a price table");
        }
    }
}
