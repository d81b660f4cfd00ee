package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.BackendLimits.ProviderWide;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the whole of a backend is limited to, beside the plan. */
class GatewayOwnersTest extends GatewayFixture {
    private static final String ROUTE = "POST /v1/chat/completions";
    private static final Limits ONE = Limits.of(minute(Dimension.REQUEST_COUNT, 1));
    private static final Limits TWO = Limits.of(minute(Dimension.REQUEST_COUNT, 2));
    private static final String CHAT_B = chat("b", "hi", ",\"max_tokens\":10");

    private GatewayClient gateway(BackendLimits limits) {
        return gateway(using(20, 5)).withBackend(backend -> backend.with(limits));
    }

    @Test
    void aProviderWideLimit_isOneForAllRoutesAndModels() throws IOException {
        var gateway = gateway(new ProviderWide(TWO));
        gateway.send(CHAT);
        gateway.models();

        assertRefused(gateway.send(CHAT_B), "backend openai", 2);

        assertThat(gateway.counter(new Owner.OfBackend("openai"), MINUTE).used().requestCount())
                .isEqualTo(2);
        assertThat(gateway.counter(Owner.OfResource.route("openai", ROUTE), MINUTE))
                .isEqualTo(CounterState.EMPTY);
        assertThat(gateway.counter(Owner.OfResource.model("openai", "m"), MINUTE))
                .isEqualTo(CounterState.EMPTY);
    }

    @Test
    void aRefusalByTheBackend_givesBackWhatThePlanHadTaken_andTellsTheBackendsLimitAlone() {
        var gateway = gateway(new ProviderWide(ONE));
        gateway.send(CHAT);
        var before = gateway.counter();

        var refused = gateway.send(CHAT);

        assertThat(refused.headers())
                .containsEntry("ratelimit-policy", "\"requestCount-1min\";q=1;w=60")
                .containsEntry("ratelimit", "\"requestCount-1min\";r=0;t=30")
                .containsEntry("x-ratelimit-limit-requests", "1")
                .doesNotContainKey("x-ratelimit-limit-tokens");
        assertThat(gateway.counter()).isEqualTo(before);
        assertThat(refusal(gateway).isOfBackend()).isTrue();
    }

    @Test
    void aRefusalByThePlan_isNotCountedForTheBackend() {
        var gateway = gateway(new ProviderWide(TWO)).with(plan(minute(Dimension.REQUEST_COUNT, 1)));
        gateway.send(CHAT);

        assertThat(gateway.send(CHAT).status()).isEqualTo(429);

        assertThat(refusal(gateway).isOfBackend()).isFalse();
        assertThat(gateway.counter(new Owner.OfBackend("openai"), MINUTE)
                        .committed()
                        .requestCount())
                .isEqualTo(1);
    }

    @Test
    void anAdmittedCall_isNotToldTheBackendsLimits() {
        var plain = gateway(using(20, 5));
        var limited = gateway(new ProviderWide(Limits.of(minute(Dimension.TOTAL_TOKEN_COUNT, 500))));

        assertThat(limited.send(CHAT).headers()).isEqualTo(plain.send(CHAT).headers());
    }

    /** The maximum protects the backend here: the plan does not count tokens. */
    @Test
    void aBackendsLimitOnTokens_putsAMaximumIntoTheBody() throws IOException {
        var gateway = gateway(new ProviderWide(Limits.of(minute(Dimension.TOTAL_TOKEN_COUNT, 50_000))))
                .with(plan(minute(Dimension.REQUEST_COUNT, 5)));

        gateway.send(chat("m", "hi", ""));

        assertThat(gateway.sent().path("max_completion_tokens").asLong()).isEqualTo(4_096);
    }

    private static Refusal refusal(GatewayClient gateway) {
        return ((Ending.Refused) gateway.lastCall().ending()).refusal();
    }

    private static void assertRefused(GatewayClient.Reply reply, String name, long limit) throws IOException {
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.error("message"))
                .startsWith("requestCount of %s is limited to %d in 1 min: %d used".formatted(name, limit, limit));
    }
}
