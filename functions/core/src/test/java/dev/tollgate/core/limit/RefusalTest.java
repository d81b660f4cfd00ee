package dev.tollgate.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    private static final Owner SUBSCRIPTION = new Owner.OfSubscription("app");
    private static final Owner BACKEND = new Owner.OfBackend("openai");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30.5Z");

    @Test
    void describe_saysWhatIsUsed_andWhenItResets() {
        assertThat(refusal(SUBSCRIPTION, "AIGold", 16).describe(NOW))
                .isEqualTo("totalTokenCount of plan AIGold is limited to 25 in 1 min: 10 used, 12 reserved by calls in"
                        + " flight, 16 requested. It resets at 2026-11-20T10:01:00Z, in 30 s.");
        assertThat(refusal(BACKEND, "openai", 25).describe(NOW))
                .isEqualTo("totalTokenCount of backend openai is limited to 25 in 1 min: 10 used, 12 reserved by calls"
                        + " in flight, 25 requested. It resets at 2026-11-20T10:01:00Z, in 30 s.");
    }

    @Test
    void aCallThatOnlyOthersInFlightStop_isToldSo_andToComeBackSoon() {
        var refusal = refusal(SUBSCRIPTION, "AIGold", 15);

        assertThat(refusal.isOfCallsInFlight()).isTrue();
        assertThat(refusal.retryAfter(NOW)).hasSeconds(1);
        assertThat(refusal.describe(NOW))
                .endsWith("15 requested. What they do not use is free again when they end. It resets at"
                        + " 2026-11-20T10:01:00Z, in 30 s.");
        assertThat(refusal(SUBSCRIPTION, "AIGold", 16).isOfCallsInFlight()).isFalse();
    }

    @Test
    void describe_advisesASmallerCall_whenNoWaitingHelps() {
        assertThat(refusal(SUBSCRIPTION, "AIGold", 26).describe(NOW))
                .isEqualTo("This call may use 26, but totalTokenCount of plan AIGold is limited to 25 in 1 min: send a"
                        + " shorter prompt or ask for a smaller maximum of completion tokens.");
        assertThat(refusal(BACKEND, "openai", 26).describe(NOW))
                .isEqualTo("This call may use 26, but totalTokenCount of backend openai is limited to 25 in 1 min: send"
                        + " a shorter prompt or ask for a smaller maximum of completion tokens.");
    }

    @Test
    void isOfBackend_tellsTheProvidersLimitFromThePlans() {
        assertThat(refusal(BACKEND, "openai", 4).isOfBackend()).isTrue();
        assertThat(refusal(SUBSCRIPTION, "AIGold", 4).isOfBackend()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z,           60",
        "2026-11-20T10:00:00.000000001Z, 60",
        "2026-11-20T10:00:58.999999999Z, 2",
        "2026-11-20T10:00:59Z,           1",
        "2026-11-20T10:00:59.999999999Z, 1",
        "2026-11-20T10:01:00Z,           1",
        "2026-11-20T10:05:00Z,           1",
    })
    void retryAfter_isRoundedUp_andAtLeastOneSecond(Instant now, long seconds) {
        assertThat(refusal(SUBSCRIPTION, "AIGold", 16).retryAfter(now)).hasSeconds(seconds);
    }

    private static Refusal refusal(Owner owner, String name, long requested) {
        var window = new WindowLength(1, WindowUnit.MINUTE).windowAt(NOW);
        return new Refusal(new QuotaState(owner, name, window, Dimension.TOTAL_TOKEN_COUNT, 25, 10, 12), requested);
    }
}
