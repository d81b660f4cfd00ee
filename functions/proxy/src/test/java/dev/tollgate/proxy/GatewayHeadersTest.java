package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller is told of its limits, in its whole form. It is 10:00:30 on Friday, 20 November 2026. */
class GatewayHeadersTest extends GatewayFixture {
    private static final Quota MINUTES =
            new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 5L, Dimension.TOTAL_TOKEN_COUNT, 1_000L));
    private static final Quota DAYS =
            new Quota(new WindowLength(1, WindowUnit.DAY), Map.of(Dimension.COMPLETION_TOKEN_COUNT, 500L));

    @Test
    void anAdmittedCall_isToldEveryLimitOfItsPlan() {
        var gateway = gateway(using(20, 5)).with(Policy.of("AIGold", new Limits(List.of(MINUTES, DAYS), 3, 0)));

        assertThat(gateway.send(CHAT).headers())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("x-request-id", "r-1"),
                        Map.entry("content-type", "application/json"),
                        Map.entry(
                                "ratelimit-policy",
                                "\"concurrentRequests\";q=3;qu=\"concurrent-requests\", \"requestCount-1min\";q=5;w=60,"
                                        + " \"totalTokenCount-1min\";q=1000;w=60,"
                                        + " \"completionTokenCount-1day\";q=500;w=86400"),
                        Map.entry(
                                "ratelimit",
                                "\"concurrentRequests\";r=2;t=1, \"requestCount-1min\";r=4;t=30,"
                                        + " \"totalTokenCount-1min\";r=917;t=30,"
                                        + " \"completionTokenCount-1day\";r=490;t=50370"),
                        Map.entry("x-ratelimit-limit-requests", "5"),
                        Map.entry("x-ratelimit-remaining-requests", "4"),
                        Map.entry("x-ratelimit-reset-requests", "30s"),
                        Map.entry("x-ratelimit-limit-tokens", "500"),
                        Map.entry("x-ratelimit-remaining-tokens", "490"),
                        Map.entry("x-ratelimit-reset-tokens", "13h59m30s")));
    }

    @Test
    void aRefusedCall_isToldEveryLimitOfItsPlan_andWhenToComeBack() {
        var one = new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 1L, Dimension.TOTAL_TOKEN_COUNT, 1_000L));
        var gateway = gateway(using(20, 5)).with(plan(one));
        gateway.send(CHAT);

        assertThat(gateway.send(CHAT).headers())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("x-request-id", "r-1"),
                        Map.entry("content-type", "application/json"),
                        Map.entry(
                                "ratelimit-policy",
                                "\"requestCount-1min\";q=1;w=60, \"totalTokenCount-1min\";q=1000;w=60"),
                        Map.entry("ratelimit", "\"requestCount-1min\";r=0;t=30, \"totalTokenCount-1min\";r=975;t=30"),
                        Map.entry("x-ratelimit-limit-requests", "1"),
                        Map.entry("x-ratelimit-remaining-requests", "0"),
                        Map.entry("x-ratelimit-reset-requests", "30s"),
                        Map.entry("x-ratelimit-limit-tokens", "1000"),
                        Map.entry("x-ratelimit-remaining-tokens", "975"),
                        Map.entry("x-ratelimit-reset-tokens", "30s"),
                        Map.entry("retry-after", "30"),
                        Map.entry("retry-after-ms", "30000"),
                        Map.entry("x-should-retry", "true")));
    }

    @Test
    void aDay_isToldWithItsTimeZone_andEndsAtItsMidnight() throws IOException {
        var berlin = new WindowLength(1, WindowUnit.DAY, ZoneId.of("Europe/Berlin"));
        var gateway = gateway(using(20, 5)).with(plan(new Quota(berlin, Map.of(Dimension.REQUEST_COUNT, 1L))));
        gateway.send(CHAT);

        var refused = gateway.send(CHAT);

        assertThat(refused.error("message"))
                .isEqualTo("requestCount of plan AIGold is limited to 1 in 1 day (Europe/Berlin): 1 used, 0 reserved by"
                        + " calls in flight, 1 requested. It resets at 2026-11-20T23:00:00Z, in 46770 s.");
        assertThat(refused.headers())
                .containsEntry("ratelimit-policy", "\"requestCount-1day\";q=1;w=86400")
                .containsEntry("ratelimit", "\"requestCount-1day\";r=0;t=46770")
                .containsEntry("retry-after", "46770")
                .containsEntry("x-should-retry", "false")
                .containsEntry("x-ratelimit-reset-requests", "12h59m30s");
    }

    /** Agents give up at the first code, and try again at the second. */
    @ParameterizedTest
    @CsvSource({
        "SECOND, rate_limit_exceeded, requests",
        "MINUTE, rate_limit_exceeded, requests",
        "HOUR, rate_limit_exceeded, requests",
        "DAY, insufficient_quota, insufficient_quota",
        "WEEK, insufficient_quota, insufficient_quota",
        "MONTH, insufficient_quota, insufficient_quota"
    })
    void theCode_saysWhetherWaitingHelps(WindowUnit unit, String code, String type) throws IOException {
        var quota = new Quota(new WindowLength(1, unit), Map.of(Dimension.REQUEST_COUNT, 1L));
        var gateway = gateway(using(20, 5)).with(plan(quota));
        gateway.send(CHAT);

        var refused = gateway.send(CHAT);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error("code")).isEqualTo(code);
        assertThat(refused.error("type")).isEqualTo(type);
    }
}
