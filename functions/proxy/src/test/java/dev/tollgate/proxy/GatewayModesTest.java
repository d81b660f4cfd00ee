package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counting after the reply, and counting without stopping. */
class GatewayModesTest extends GatewayFixture {
    private static final Enforcement COUNT_AFTER = Enforcement.STRICT.with(Accounting.COUNT_AFTER);
    private static final Enforcement PASS = Enforcement.STRICT.with(OnQuotaReach.PASS);
    private static final String WITHOUT_MAXIMUM = chat("m", "hi", "");

    /** The example of WSO2's documentation: 300 total tokens a minute, replies of 358. */
    @Test
    void countAfter_refusesTheSecondCall_whenTheFirstReplyUsedUpTheLimit() throws IOException {
        var gateway = gateway(using(58, 300))
                .with(plan(minute(Dimension.TOTAL_TOKEN_COUNT, 300)).with(COUNT_AFTER));
        var first = gateway.send(WITHOUT_MAXIMUM);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers()).containsEntry("ratelimit", "\"totalTokenCount-1min\";r=300;t=30");

        var second = gateway.send(WITHOUT_MAXIMUM);

        assertThat(second.status()).isEqualTo(429);
        assertThat(second.error("message"))
                .startsWith("totalTokenCount of plan AIGold is limited to 300 in 1 min: 358 used, 0 reserved");
        assertThat(second.headers())
                .containsEntry("ratelimit", "\"totalTokenCount-1min\";r=0;t=30")
                .containsEntry("retry-after", "30");
        assertThat(gateway.counter().used()).isEqualTo(new Amounts(1, 58, 300, 358, 0));
    }

    @Test
    void countAfter_sendsTheBodyAsItCame() {
        var gateway = gateway(using(1, 1))
                .with(plan(minute(Dimension.TOTAL_TOKEN_COUNT, 300)).with(COUNT_AFTER));

        gateway.send(WITHOUT_MAXIMUM);

        assertThat(gateway.provider().received().getLast().body()).isEqualTo(WITHOUT_MAXIMUM);
    }

    @Test
    void reserve_putsItsDefaultIntoTheBody() throws IOException {
        var gateway = gateway(using(1, 1)).with(plan(minute(Dimension.TOTAL_TOKEN_COUNT, 300)));

        gateway.send(WITHOUT_MAXIMUM);

        assertThat(gateway.sent().path("max_completion_tokens").asLong()).isEqualTo(75);
    }

    @Test
    void pass_admitsBeyondTheLimit_countsIt_andSaysSo() {
        var gateway = gateway(using(20, 30))
                .with(plan(minute(Dimension.TOTAL_TOKEN_COUNT, 90)).with(PASS));
        assertThat(gateway.send(CHAT).headers()).doesNotContainKey("x-tollgate-quota-exceeded");

        var second = gateway.send(CHAT);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.headers())
                .containsEntry("x-tollgate-quota-exceeded", "totalTokenCount-1min")
                .containsEntry("ratelimit", "\"totalTokenCount-1min\";r=0;t=30");
        assertThat(gateway.counter().used()).isEqualTo(new Amounts(2, 40, 60, 100, 0));
    }

    @Test
    void countingAfterTheReply_stopsNothingEither_whereThePlanOnlyCounts() {
        var gateway = gateway(using(58, 300))
                .with(plan(minute(Dimension.TOTAL_TOKEN_COUNT, 300)).with(COUNT_AFTER.with(OnQuotaReach.PASS)));
        gateway.send(WITHOUT_MAXIMUM);

        var second = gateway.send(WITHOUT_MAXIMUM);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.headers()).containsEntry("x-tollgate-quota-exceeded", "totalTokenCount-1min");
    }

    /** The body too stays as it came: what stops nothing needs no maximum. */
    @ParameterizedTest
    @CsvSource({"REQUEST_COUNT", "PROMPT_TOKEN_COUNT", "COMPLETION_TOKEN_COUNT", "TOTAL_TOKEN_COUNT"})
    void pass_admitsEvenWhatIsLargerThanTheLimit(Dimension dimension) {
        var gateway = gateway(using(20, 30)).with(plan(minute(dimension, 1)).with(PASS));
        gateway.send(WITHOUT_MAXIMUM);

        var second = gateway.send(WITHOUT_MAXIMUM);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.headers()).containsEntry("x-tollgate-quota-exceeded", dimension.fieldName() + "-1min");
        assertThat(gateway.provider().received().getLast().body()).isEqualTo(WITHOUT_MAXIMUM);
    }
}
