package dev.tollgate.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.OnMissingUsage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final Quota TEN_CALLS = quota(WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 10);

    @ParameterizedTest
    @CsvSource({
        "COMPLETION_TOKEN_COUNT, 1,                   1",
        "COMPLETION_TOKEN_COUNT, 7,                   1",
        "COMPLETION_TOKEN_COUNT, 8,                   2",
        "TOTAL_TOKEN_COUNT,      8,                   2",
        "TOTAL_TOKEN_COUNT,      16383,               4095",
        "TOTAL_TOKEN_COUNT,      16384,               4096",
        "TOTAL_TOKEN_COUNT,      9223372036854775807, 4096",
        "PROMPT_TOKEN_COUNT,     8,                   4096",
        "REQUEST_COUNT,          8,                   4096",
    })
    void of_givesADefaultMaximum_ofAQuarterOfTheLimit(Dimension dimension, long limit, long defaultMaximum) {
        var policy = Policy.of("AIGold", quota(WindowUnit.MINUTE, dimension, limit));

        assertThat(policy.defaultCompletionTokens()).isEqualTo(defaultMaximum);
        assertThat(policy.enforcement()).isEqualTo(Enforcement.STRICT);
    }

    @Test
    void of_fitsTheDefaultMaximum_toTheTightestLimitOfAllWindows() {
        var policy = Policy.of(
                "AIGold",
                quota(WindowUnit.DAY, Dimension.TOTAL_TOKEN_COUNT, 4_000),
                new Quota(
                        new WindowLength(1, WindowUnit.MINUTE),
                        Map.of(Dimension.COMPLETION_TOKEN_COUNT, 400L, Dimension.TOTAL_TOKEN_COUNT, 800L)),
                quota(WindowUnit.HOUR, Dimension.REQUEST_COUNT, 10));

        assertThat(policy.defaultCompletionTokens()).isEqualTo(100);
    }

    @Test
    void with_changesOneThing_andNothingElse() {
        var limits = Limits.of(TEN_CALLS);
        var lenient = Enforcement.STRICT.with(Enforcement.OnQuotaReach.PASS);
        var priced = Charging.PLAIN.withPrices("list");
        var policy = Policy.of("AIGold", limits).with(lenient).with(priced).with(OnMissingUsage.CHARGE_NOTHING);

        assertThat(policy)
                .isEqualTo(new Policy(
                        "AIGold", Offer.PLAIN, limits, lenient, priced, OnMissingUsage.CHARGE_NOTHING, 4_096));
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST_COUNT, false",
        "PROMPT_TOKEN_COUNT, false",
        "COMPLETION_TOKEN_COUNT, true",
        "TOTAL_TOKEN_COUNT, true",
        "COST, true",
    })
    void needsMaximum_whereALimitDependsOnHowMuchIsWritten(Dimension dimension, boolean needed) {
        var limits = Limits.of(TEN_CALLS, quota(WindowUnit.DAY, dimension, 10));
        var charging = Charging.PLAIN.withPrices("list");
        var here = new Policy(
                "AIGold", Offer.PLAIN, limits, Enforcement.STRICT, charging, OnMissingUsage.CHARGE_RESERVATION, 1);
        var elsewhere = Policy.of("AIGold", TEN_CALLS);

        assertThat(here.needsMaximum(backend(Limits.NONE))).isEqualTo(needed);
        assertThat(elsewhere.needsMaximum(backend(limits))).isEqualTo(needed);
        assertThat(elsewhere.needsMaximum(backend(Limits.NONE))).isFalse();
    }

    @Test
    void aLimitOnCost_needsAPriceTable() {
        assertThatThrownBy(() -> Policy.of("AIGold", quota(WindowUnit.DAY, Dimension.COST, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a limit on cost needs a price table: name it in charging.prices");
    }

    @Test
    void aPolicy_mayLimitNothingButTheCallsInFlight() {
        var policy = Policy.of("AIGold", new Limits(List.of(), 3, 0));

        assertThat(policy.limits().isEmpty()).isFalse();
        assertThat(policy.defaultCompletionTokens()).isEqualTo(4_096);
    }

    @Test
    void aPolicy_hasAQuota() {
        assertThatThrownBy(() -> Policy.of("AIGold"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a policy limits at least one dimension");
    }

    @Test
    void aPolicy_hasOneQuotaAWindowLength() {
        assertThatThrownBy(
                        () -> Policy.of("AIGold", TEN_CALLS, quota(WindowUnit.MINUTE, Dimension.TOTAL_TOKEN_COUNT, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two quotas have the same window length: put their limits into one");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 10_000_001})
    void aPolicy_hasADefaultMaximumThatAModelCouldHave(long tokens) {
        assertThatThrownBy(() -> policy(tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("defaultCompletionTokens must be from 1 to 10000000");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10_000_000})
    void aDefaultMaximum_mayBeAsSmallAsOneAndAsLargeAsTenMillion(long tokens) {
        assertThat(policy(tokens).defaultCompletionTokens()).isEqualTo(tokens);
    }

    private static Policy policy(long defaultCompletionTokens) {
        return new Policy(
                "AIGold",
                Offer.PLAIN,
                Limits.of(TEN_CALLS),
                Enforcement.STRICT,
                Charging.PLAIN,
                OnMissingUsage.CHARGE_RESERVATION,
                defaultCompletionTokens);
    }

    private static Backend backend(Limits limits) {
        return new Backend(
                "openai",
                "openai",
                URI.create("https://api.openai.com"),
                "openai",
                Set.of(),
                Map.of(),
                CallHandling.DEFAULT,
                new BackendLimits.ProviderWide(limits),
                Enforcement.STRICT,
                Charging.PLAIN.withPrices("list"));
    }

    private static Quota quota(WindowUnit unit, Dimension dimension, long limit) {
        return new Quota(new WindowLength(1, unit), Map.of(dimension, limit));
    }
}
