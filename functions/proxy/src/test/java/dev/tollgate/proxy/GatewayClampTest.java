package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import dev.tollgate.core.quota.Limits;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A maximum that is lowered to what a window has left. */
class GatewayClampTest extends GatewayFixture {
    private static final String HEADER = "x-tollgate-max-completion-tokens";
    private static final String LONG_CHAT = chat("m", "hi", ",\"max_tokens\":1000");
    private static final long LONG_PROMPT = LONG_CHAT.length();

    private static Policy clamping(Dimension dimension, long limit) {
        return plan(minute(dimension, limit)).with(Enforcement.STRICT.with(OnQuotaReach.CLAMP));
    }

    @Test
    void theProvider_getsTheLoweredMaximum_andTheCallerIsTold_andPaysWhatWasUsed() throws IOException {
        var gateway = gateway(using(20, 30)).with(clamping(Dimension.TOTAL_TOKEN_COUNT, LONG_PROMPT + 100));

        var reply = gateway.send(LONG_CHAT);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers())
                .containsEntry(HEADER, "100")
                .containsEntry("ratelimit", "\"totalTokenCount-1min\";r=0;t=30");
        assertThat(gateway.sent().path("max_tokens").asLong()).isEqualTo(100);
        assertThat(gateway.counter().used()).isEqualTo(new Amounts(1, 20, 30, 50, 0));
        assertThat(gateway.counter().leases()).isEmpty();
    }

    @Test
    void whatIsUsed_isLeftToTheNextCall() throws IOException {
        var gateway = gateway(using(20, 30)).with(clamping(Dimension.COMPLETION_TOKEN_COUNT, 100));
        gateway.send(LONG_CHAT);

        assertThat(gateway.send(LONG_CHAT).headers()).containsEntry(HEADER, "70");

        assertThat(gateway.sent().path("max_tokens").asLong()).isEqualTo(70);
    }

    @Test
    void aCallThatFits_isNotTouched() {
        var gateway = gateway(using(20, 30)).with(clamping(Dimension.COMPLETION_TOKEN_COUNT, 1_000));

        assertThat(gateway.send(LONG_CHAT).headers()).doesNotContainKey(HEADER);

        assertThat(gateway.provider().received().getLast().body()).isEqualTo(LONG_CHAT);
    }

    @Test
    void aCallWithoutMaximum_getsALowerDefault() throws IOException {
        var gateway = gateway(using(10, 80)).with(clamping(Dimension.COMPLETION_TOKEN_COUNT, 100));
        gateway.send(chat("m", "hi", ",\"max_tokens\":80"));

        assertThat(gateway.send(chat("m", "hi", "")).headers()).containsEntry(HEADER, "20");

        assertThat(gateway.sent().path("max_completion_tokens").asLong()).isEqualTo(20);
    }

    /** What is left is shared out: 50 are 16 for each of three. */
    @ParameterizedTest
    @ValueSource(strings = {"n", "best_of"})
    void severalCompletions_shareWhatIsLeft(String field) throws IOException {
        var gateway = gateway(using(20, 48)).with(clamping(Dimension.COMPLETION_TOKEN_COUNT, 50));

        var reply = gateway.send(chat("m", "hi", ",\"max_tokens\":100,\"%s\":3".formatted(field)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(gateway.sent().path("max_tokens").asLong()).isEqualTo(16);
        assertThat(gateway.sent().path(field).asLong()).isEqualTo(3);
    }

    /** A caller compares it with the maximum that it sent, which is that of each completion. */
    @Test
    void theHeader_isTheMaximumThatTheProviderGot() throws IOException {
        var gateway = gateway(using(20, 48)).with(clamping(Dimension.COMPLETION_TOKEN_COUNT, 50));

        var reply = gateway.send(chat("m", "hi", ",\"max_tokens\":100,\"n\":3"));

        assertThat(reply.headers())
                .containsEntry(HEADER, gateway.sent().path("max_tokens").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tokens", "max_completion_tokens"})
    void everyMaximum_isLoweredThatTheBodyNames(String other) throws IOException {
        var gateway = gateway(using(20, 30)).with(clamping(Dimension.COMPLETION_TOKEN_COUNT, 100));

        gateway.send(chat("m", "hi", ",\"n_predict\":500,\"%s\":300".formatted(other)));

        assertThat(gateway.sent().path("n_predict").asLong()).isEqualTo(100);
        assertThat(gateway.sent().path(other).asLong()).isEqualTo(100);
    }

    @Test
    void aBackendsLimit_canLowerToo() throws IOException {
        var gateway = gateway(using(20, 30))
                .withBackend(backend -> backend.with(new BackendLimits.ProviderWide(
                                Limits.of(minute(Dimension.COMPLETION_TOKEN_COUNT, 100))))
                        .with(Enforcement.STRICT.with(OnQuotaReach.CLAMP)));

        assertThat(gateway.send(LONG_CHAT).headers()).containsEntry(HEADER, "100");

        assertThat(gateway.sent().path("max_tokens").asLong()).isEqualTo(100);
        assertThat(gateway.counter().used()).isEqualTo(new Amounts(1, 20, 30, 50, 0));
    }

    @Test
    void sixteenTokens_areTheFewest() throws IOException {
        var gateway = gateway(using(1, 1)).with(clamping(Dimension.TOTAL_TOKEN_COUNT, LONG_PROMPT + 16));

        assertThat(gateway.send(LONG_CHAT).status()).isEqualTo(200);

        assertThat(gateway.sent().path("max_tokens").asLong()).isEqualTo(16);
    }

    @Test
    void aCall_isRefused_whereNotEvenSixteenFit() throws IOException {
        var gateway = gateway(using(1, 1)).with(clamping(Dimension.TOTAL_TOKEN_COUNT, LONG_PROMPT + 15));

        var refused = gateway.send(LONG_CHAT);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error("message")).contains("ask for a smaller maximum of completion tokens");
        assertThat(refused.headers())
                .containsEntry("x-should-retry", "false")
                .doesNotContainKeys(HEADER, "retry-after");
        assertThat(gateway.provider().received()).isEmpty();
        assertThat(gateway.proxy().counter()).isEmpty();
    }

    @Test
    void severalCompletions_areRefused_whereNotEvenSixteenOfEachFit() {
        var gateway = gateway(using(1, 1)).with(clamping(Dimension.COMPLETION_TOKEN_COUNT, 47));

        assertThat(gateway.send(chat("m", "hi", ",\"max_tokens\":100,\"n\":3")).status())
                .isEqualTo(429);
    }

    /** Nobody knows what it used: all that it could have, which is less than it asked for. */
    @Test
    void aReplyWithoutUsage_isChargedTheLoweredMaximum() {
        var gateway = gateway(replyOf("{}")).with(clamping(Dimension.COMPLETION_TOKEN_COUNT, 100));

        gateway.send(LONG_CHAT);

        assertThat(gateway.counter().used()).isEqualTo(new Amounts(1, LONG_PROMPT, 100, LONG_PROMPT + 100, 0));
    }
}
