package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.TokenWeights;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tokens count and what a call costs. */
class GatewayChargingTest extends GatewayFixture {
    private static final TokenWeights WEIGHTS = new TokenWeights(100, 1_000, 2_000);
    private static final Charging WEIGHTED = new Charging(WEIGHTS, "");
    private static final Charging PRICED = Charging.PLAIN.withPrices("list");
    private static final Price PRICE = new Price(2_500_000, 10_000_000, 250_000, 2_500_000, 20_000_000);
    private static final PriceTable PRICES = new PriceTable("list", "USD", Map.of("m", PRICE));
    private static final Policy COST_IS_LIMITED = plan(PRICED, minute(Dimension.COST, 1_000_000));

    /** 60 of prompt, 40 of them from a cache; 10 of completion, 4 of them reasoning. */
    private static final Step DETAILED = replyOf("""
            {"usage": {"prompt_tokens": 60, "completion_tokens": 10, "total_tokens": 70,
              "prompt_tokens_details": {"cached_tokens": 40},
              "completion_tokens_details": {"reasoning_tokens": 4}}}""");

    @Test
    void tokens_countByTheirWeights() {
        var gateway = gateway(DETAILED).with(plan(WEIGHTED, minute(Dimension.TOTAL_TOKEN_COUNT, 1_000)));

        gateway.send(CHAT);

        assertThat(gateway.counter().used()).isEqualTo(new Amounts(1, 24, 14, 38, 0));
    }

    /** All ten could be reasoning. */
    @Test
    void whatIsReserved_isTheHeaviestThatACallCanBe() throws IOException {
        var gateway = gateway(DETAILED).with(plan(WEIGHTED, minute(Dimension.COMPLETION_TOKEN_COUNT, 19)));

        assertThat(gateway.send(CHAT).error("message"))
                .startsWith("This call may use 20, but completionTokenCount of plan AIGold is limited to 19 in 1 min");
    }

    /** 20 at 2.5, 40 at 0.25, 6 at 10 and 4 at 20 millionths. */
    @Test
    void aCall_costsItsTokensAtTheirPrices() {
        var gateway = gateway(DETAILED).with(PRICES, COST_IS_LIMITED);

        gateway.send(CHAT);

        assertThat(gateway.counter().used()).isEqualTo(new Amounts(1, 60, 10, 70, 200));
    }

    @Test
    void weights_areNotForCost() {
        var gateway =
                gateway(DETAILED).with(PRICES, plan(new Charging(WEIGHTS, "list"), minute(Dimension.COST, 1_000_000)));

        gateway.send(CHAT);

        assertThat(gateway.counter().used()).isEqualTo(new Amounts(1, 24, 14, 38, 200));
    }

    @Test
    void theBackend_countsByItsOwnChargingAndPrices() {
        var cheap = new PriceTable("cheap", "USD", Map.of("m", Price.of(1_000_000, 1_000_000)));
        var gateway = gateway(DETAILED)
                .with(PRICES, cheap, COST_IS_LIMITED)
                .withBackend(backend -> backend.with(new Charging(WEIGHTS, "cheap"))
                        .with(new BackendLimits.ProviderWide(Limits.of(minute(Dimension.COST, 1_000)))));

        gateway.send(CHAT);

        assertThat(gateway.counter().used()).isEqualTo(new Amounts(1, 60, 10, 70, 200));
        assertThat(gateway.counter(new Owner.OfBackend("openai"), MINUTE).used())
                .isEqualTo(new Amounts(1, 24, 14, 38, 70));
    }
}
