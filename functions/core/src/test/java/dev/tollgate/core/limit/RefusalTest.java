package dev.tollgate.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowRule;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {
    private static final Owner SUBSCRIPTION = new Owner.OfSubscription("app");
    private static final Owner BACKEND = new Owner.OfBackend("openai");
    private static final WindowRule MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30.5Z");

    @Test
    void describe_saysWhatIsUsed_andWhenItResets() {
        assertThat(refusal(SUBSCRIPTION, "plan AIGold", 16, Refusal.Cause.USED_UP)
                        .describe(NOW))
                .isEqualTo("totalTokenCount of plan AIGold is limited to 25 in 1 min: 10 used, 12 reserved by calls in"
                        + " flight, 16 requested. It resets at 2026-11-20T10:01:00Z, in 30 s.");
        assertThat(refusal(BACKEND, "backend openai", 25, Refusal.Cause.USED_UP).describe(NOW))
                .isEqualTo("totalTokenCount of backend openai is limited to 25 in 1 min: 10 used, 12 reserved by calls"
                        + " in flight, 25 requested. It resets at 2026-11-20T10:01:00Z, in 30 s.");
    }

    @Test
    void describe_namesTheTimeZone_ofAWindowThatHasOne() {
        var day = new WindowLength(1, WindowUnit.DAY, ZoneId.of("Europe/Berlin"));

        assertThat(refusal(day, Dimension.REQUEST_COUNT, 25, Refusal.Cause.USED_UP)
                        .describe(NOW))
                .startsWith("requestCount of plan AIGold is limited to 25 in 1 day (Europe/Berlin): 10 used")
                .endsWith("It resets at 2026-11-20T23:00:00Z, in 46770 s.");
    }

    @Test
    void aCallThatOnlyOthersInFlightStop_isToldSo_andToComeBackSoon() {
        var refusal = refusal(SUBSCRIPTION, "plan AIGold", 15, Refusal.Cause.CALLS_IN_FLIGHT);

        assertThat(refusal.isOfCallsInFlight()).isTrue();
        assertThat(refusal.isLargerThanLimit()).isFalse();
        assertThat(refusal.retryAfter(NOW)).hasSeconds(1);
        assertThat(refusal.describe(NOW))
                .endsWith("15 requested. What they do not use is free again when they end. It resets at"
                        + " 2026-11-20T10:01:00Z, in 30 s.");
    }

    @Test
    void describe_saysThatTooManyAreInFlight_withoutAWindow() {
        var refusal = refusal(new InFlight(), Dimension.REQUEST_COUNT, 25, Refusal.Cause.CALLS_IN_FLIGHT);

        assertThat(refusal.retryAfter(NOW)).hasSeconds(1);
        assertThat(refusal.describe(NOW))
                .isEqualTo("concurrentRequests of plan AIGold is limited to 25, and as many calls are in flight. Try"
                        + " again when one has ended.");
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST_COUNT,          no call fits",
        "PROMPT_TOKEN_COUNT,     send a shorter prompt",
        "COMPLETION_TOKEN_COUNT, ask for a smaller maximum of completion tokens",
        "TOTAL_TOKEN_COUNT,      send a shorter prompt or ask for a smaller maximum of completion tokens",
        "COST,                   send a shorter prompt or ask for a smaller maximum of completion tokens",
    })
    void describe_advisesWhatHelps_whenNoWaitingDoes(Dimension dimension, String advice) {
        var refusal = refusal(MINUTE, dimension, 25, Refusal.Cause.LARGER_THAN_LIMIT);

        assertThat(refusal.isLargerThanLimit()).isTrue();
        assertThat(refusal.isOfCallsInFlight()).isFalse();
        assertThat(refusal.describe(NOW))
                .isEqualTo(
                        "This call may use 26, but %s of plan AIGold is limited to 25 in 1 min: %s.",
                        dimension.fieldName(), advice);
    }

    @Test
    void describe_saysWhatOneCallMayUse_whereThatIsLessThanTheLimit() {
        assertThat(refusal(MINUTE, Dimension.PROMPT_TOKEN_COUNT, 13, Refusal.Cause.LARGER_THAN_LIMIT)
                        .describe(NOW))
                .isEqualTo("This call may use 26, but promptTokenCount of plan AIGold is limited to 25 in 1 min, of"
                        + " which one call may use 13: send a shorter prompt.");
    }

    @ParameterizedTest
    @MethodSource("providersOwners")
    void isOfBackend_tellsTheProvidersLimitFromThePlans(Owner owner) {
        assertThat(refusal(owner, "backend openai", 4, Refusal.Cause.USED_UP).isOfBackend())
                .isTrue();
        assertThat(refusal(SUBSCRIPTION, "plan AIGold", 4, Refusal.Cause.USED_UP)
                        .isOfBackend())
                .isFalse();
    }

    static Stream<Owner> providersOwners() {
        return Stream.of(
                BACKEND,
                Owner.OfResource.route("openai", "POST /v1/embeddings"),
                Owner.OfResource.model("openai", "gpt-4.1"));
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
        assertThat(refusal(SUBSCRIPTION, "plan AIGold", 16, Refusal.Cause.USED_UP)
                        .retryAfter(now))
                .hasSeconds(seconds);
    }

    private static Refusal refusal(Owner owner, String name, long requested, Refusal.Cause cause) {
        var quota = new QuotaState(owner, name, MINUTE.windowAt(NOW), Dimension.TOTAL_TOKEN_COUNT, 25, 22);
        return new Refusal(quota, 10, requested, 25, cause);
    }

    private static Refusal refusal(WindowRule rule, Dimension dimension, long largestCall, Refusal.Cause cause) {
        var quota = new QuotaState(SUBSCRIPTION, "plan AIGold", rule.windowAt(NOW), dimension, 25, 22);
        return new Refusal(quota, 10, 26, largestCall, cause);
    }
}
