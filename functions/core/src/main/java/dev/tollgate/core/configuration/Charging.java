package dev.tollgate.core.configuration;

import dev.tollgate.core.usage.TokenWeights;
import java.util.Set;

/**
 * What a call counts for an owner. Immutable.
 *
 * @param weights what tokens of a class count against limits on tokens
 * @param prices the id of the {@link PriceTable}, empty where no cost is counted
 */
public record Charging(TokenWeights weights, String prices) {
    /** Every token counts one, and no cost is counted. */
    public static final Charging PLAIN = new Charging(TokenWeights.EQUAL, "");

    /** @throws IllegalArgumentException if the price table's id is none */
    public Charging {
        if (!prices.isEmpty()) {
            ConfigurationObject.requireId(prices);
        }
    }

    /** The same with a price table. */
    public Charging withPrices(String table) {
        return new Charging(weights, table);
    }

    /** The price table, where there is one. */
    Set<Reference> references() {
        return prices.isEmpty() ? Set.of() : Set.of(new Reference(PriceTable.class, prices));
    }
}
