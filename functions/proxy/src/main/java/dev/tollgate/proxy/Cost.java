package dev.tollgate.proxy;

import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.Tariff;
import dev.tollgate.core.usage.TokenWeights;
import dev.tollgate.core.usage.Usage;
import java.util.Optional;

/**
 * What a call cost, in millionths of the currency of the price table; 0 where no cost is counted, or the call was free.
 *
 * @param plan under the subscription's plan
 * @param backend against the backend's limits
 */
public record Cost(long plan, long backend) {
    /** Of a call that cost nothing. */
    public static final Cost NONE = new Cost(0, 0);

    /** What is charged for a call of this model. */
    static Cost of(Access.Granted granted, String model, Ending ending) {
        return ending.charged()
                .map(usage ->
                        new Cost(cost(granted.planPrices(), model, usage), cost(granted.backendPrices(), model, usage)))
                .orElse(NONE);
    }

    private static long cost(Optional<PriceTable> prices, String model, Usage usage) {
        return prices.flatMap(table -> table.of(model))
                .map(price -> cost(price, usage))
                .orElse(0L);
    }

    /** Of a whole reservation it is the most that was reserved, as in the counters. */
    private static long cost(Price price, Usage usage) {
        var tariff = new Tariff(TokenWeights.EQUAL, price);
        var amounts = usage.source() == Usage.Source.RESERVATION
                ? tariff.most(new Estimate(usage.prompt(), usage.completion()))
                : tariff.of(usage);
        return amounts.cost();
    }
}
