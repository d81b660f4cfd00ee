package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.usage.Price;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every dimension limited alone, with all others unset. */
class GatewayDimensionsTest extends GatewayFixture {
    private static final Charging PRICED = Charging.PLAIN.withPrices("list");
    private static final PriceTable A_MILLIONTH_A_TOKEN =
            new PriceTable("list", "USD", Map.of("m", Price.of(1_000_000, 1_000_000)));
    private static final PriceTable FREE = new PriceTable("list", "USD", Map.of("m", Price.FREE));

    /** The call may use 73 tokens of prompt and 10 of completion, and uses 70 and 9 of them. */
    @ParameterizedTest
    @CsvSource({
        "REQUEST_COUNT, 1, 1, 1, requests",
        "PROMPT_TOKEN_COUNT, 142, 70, 73, tokens",
        "COMPLETION_TOKEN_COUNT, 18, 9, 10, tokens",
        "TOTAL_TOKEN_COUNT, 161, 79, 83, tokens",
        "COST, 161, 79, 83, tokens"
    })
    void aDimension_refusesWhatDoesNotFit_byItself(
            Dimension dimension, long limit, long used, long requested, String type) throws IOException {
        var gateway = gateway(using(70, 9)).with(A_MILLIONTH_A_TOKEN, plan(PRICED, minute(dimension, limit)));
        assertThat(gateway.send(CHAT).status()).isEqualTo(200);

        var refused = gateway.send(CHAT);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error("code")).isEqualTo("rate_limit_exceeded");
        assertThat(refused.error("type")).isEqualTo(type);
        assertThat(refused.error("message"))
                .startsWith("%s of plan AIGold is limited to %d in 1 min: %d used, 0 reserved by calls in flight, %d"
                        .formatted(dimension.fieldName(), limit, used, requested));
        assertThat(refused.headers())
                .containsEntry("ratelimit-policy", "\"%s-1min\";q=%d;w=60".formatted(dimension.fieldName(), limit))
                .containsEntry("ratelimit", "\"%s-1min\";r=%d;t=30".formatted(dimension.fieldName(), limit - used));
        assertThat(gateway.provider().received()).hasSize(1);
        assertThat(gateway.counter().used().of(dimension)).isEqualTo(used);
    }

    /** One more than in the test above, which is exactly enough. */
    @ParameterizedTest
    @CsvSource({
        "REQUEST_COUNT, 2",
        "PROMPT_TOKEN_COUNT, 143",
        "COMPLETION_TOKEN_COUNT, 19",
        "TOTAL_TOKEN_COUNT, 162",
        "COST, 162"
    })
    void aDimension_admitsWhatJustFits(Dimension dimension, long limit) {
        var gateway = gateway(using(70, 9)).with(A_MILLIONTH_A_TOKEN, plan(PRICED, minute(dimension, limit)));
        gateway.send(CHAT);

        assertThat(gateway.send(CHAT).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST_COUNT, 3, 5000, 2000000000",
        "PROMPT_TOKEN_COUNT, 300, 5, 2000000000",
        "COMPLETION_TOKEN_COUNT, 30, 5000, 10",
        "TOTAL_TOKEN_COUNT, 6000, 5000, 10",
        "COST, 1, 5000, 2000000000"
    })
    void aDimension_leavesTheOthersAlone(Dimension dimension, long limit, int promptBytes, long maximum) {
        var gateway = gateway(using(1, 1)).with(FREE, plan(PRICED, minute(dimension, limit)));
        var chat = chat("m", "x".repeat(promptBytes), ",\"max_tokens\":" + maximum);

        var statuses = IntStream.range(0, 3).map(_ -> gateway.send(chat).status());

        assertThat(statuses).containsExactly(200, 200, 200);
    }

    @Test
    void callsInFlight_areLimitedByThemselves() throws Exception {
        var end = new CountDownLatch(1);
        var gateway = gateway(new Step.Await(end), using(1, 1)).with(Policy.of("AIGold", inFlight(1)));
        var first = Thread.ofVirtual().start(() -> gateway.send(CHAT));
        await().until(() -> gateway.provider().received().size() == 1);

        var refused = gateway.send(CHAT);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error("code")).isEqualTo("rate_limit_exceeded");
        assertThat(refused.error("message"))
                .isEqualTo(
                        "concurrentRequests of plan AIGold is limited to 1, and as many calls are in flight. Try again"
                                + " when one has ended.");
        assertThat(refused.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "x-request-id", "r-1",
                        "content-type", "application/json",
                        "ratelimit-policy", "\"concurrentRequests\";q=1;qu=\"concurrent-requests\"",
                        "ratelimit", "\"concurrentRequests\";r=0;t=1",
                        "retry-after", "1",
                        "retry-after-ms", "1000",
                        "x-should-retry", "true"));
        end.countDown();
        first.join();
        assertThat(gateway.counter(new Owner.OfSubscription("app"), new InFlight()))
                .isEqualTo(CounterState.EMPTY);
        assertThat(gateway.send(CHAT).status()).as("once the first has ended").isEqualTo(200);
    }

    @Test
    void callsInFlight_areFreeAgain_afterAnErrorOfTheProvider() {
        var gateway =
                gateway(ScriptedProvider.reply(500, "application/json", "{}")).with(Policy.of("AIGold", inFlight(1)));

        assertThat(gateway.send(CHAT).status()).isEqualTo(500);
        assertThat(gateway.send(CHAT).status()).isEqualTo(500);
    }
}
