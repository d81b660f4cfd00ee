package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.usage.Price;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where prices come from, and what is done without one. */
class GatewayPricesTest extends GatewayFixture {
    private static final Charging PRICED = Charging.PLAIN.withPrices("list");
    private static final Price PRICE = new Price(2_500_000, 10_000_000, 250_000, 2_500_000, 20_000_000);
    private static final PriceTable PRICES = new PriceTable("list", "USD", Map.of("m", PRICE));
    private static final Policy COST_IS_LIMITED = plan(PRICED, minute(Dimension.COST, 1_000_000));

    @Test
    void aModelWithoutPrice_isA404_underALimitOnCost() throws IOException {
        var gateway = gateway(using(20, 5)).with(PRICES, COST_IS_LIMITED);

        var reply = gateway.send(chat("other", "hi", ""));

        assertHasNoPrice(reply);
        assertThat(gateway.provider().received()).isEmpty();
        assertThat(gateway.proxy().counter()).isEmpty();
    }

    @Test
    void aModelWithoutPrice_isA404_underTheBackendsLimitOnCost() throws IOException {
        var gateway = gateway(using(20, 5))
                .with(PRICES)
                .withBackend(backend -> backend.with(PRICED)
                        .with(new BackendLimits.ProviderWide(Limits.of(minute(Dimension.COST, 1_000)))));

        assertHasNoPrice(gateway.send(chat("other", "hi", "")));
    }

    /** A price table alone only counts: there is no limit that a free call could get past. */
    @Test
    void aModelWithoutPrice_isCalled_whereNobodyLimitsCost() {
        var gateway = gateway(using(20, 5)).with(PRICES, plan(PRICED, minute(Dimension.REQUEST_COUNT, 10)));

        assertThat(gateway.send(chat("other", "hi", "")).status()).isEqualTo(200);
    }

    /** The limit is on another model's cost. */
    @Test
    void aModelWithoutPrice_isCalled_whereOnlyTheCostOfAnotherOneIsLimited() {
        var ofAnother = new BackendLimits.PerResource(
                Limits.NONE, Map.of(), Limits.NONE, Map.of("m", Limits.of(minute(Dimension.COST, 1_000))));
        var gateway = gateway(using(20, 5))
                .with(PRICES)
                .withBackend(backend ->
                        backend.withModels(Set.of("m", "other")).with(PRICED).with(ofAnother));

        assertThat(gateway.send(chat("other", "hi", "")).status()).isEqualTo(200);
    }

    @Test
    void aStar_isThePriceOfEveryOtherModel() {
        var prices =
                new PriceTable("list", "USD", Map.of("m", PRICE, PriceTable.ANY_OTHER, Price.of(1_000_000, 3_000_000)));
        var gateway = gateway(using(20, 5)).with(prices, COST_IS_LIMITED);

        gateway.send(chat("other", "hi", ""));

        assertThat(gateway.counter().used().cost()).isEqualTo(20 + 15);
        assertThat(gateway.lastCall().cost()).isEqualTo(new Cost(20 + 15, 0));
    }

    @Test
    void theListOfModels_hasNoPrice_andNeedsNone() {
        var gateway = gateway(replyOf("{\"data\":[]}")).with(PRICES, COST_IS_LIMITED);

        assertThat(gateway.models().status()).isEqualTo(200);

        assertThat(gateway.counter().used()).isEqualTo(Amounts.ONE_REQUEST);
    }

    @Test
    void aPriceTableThatIsMissing_isA503_thatSaysSo() throws IOException {
        var gateway = gateway(using(20, 5)).with(COST_IS_LIMITED);

        assertLacksItsPrices(gateway.send(CHAT));

        assertThat(gateway.provider().received()).isEmpty();
        assertThat(gateway.proxy().counter()).isEmpty();
    }

    @Test
    void aPriceTableThatTheBackendMisses_isA503_thatSaysSo() throws IOException {
        var gateway = gateway(using(20, 5)).withBackend(backend -> backend.with(PRICED));

        assertLacksItsPrices(gateway.send(CHAT));
    }

    private static void assertHasNoPrice(GatewayClient.Reply reply) throws IOException {
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error("code")).isEqualTo("model_not_found");
        assertThat(reply.error("param")).isEqualTo("model");
        assertThat(reply.error("message"))
                .isEqualTo("The model 'other' has no price, and its cost is limited. Tell the gateway's operator.");
    }

    private static void assertLacksItsPrices(GatewayClient.Reply reply) throws IOException {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.error("message"))
                .isEqualTo("This gateway's configuration is broken: there is no PriceTable 'list'. Tell its operator.");
    }
}
