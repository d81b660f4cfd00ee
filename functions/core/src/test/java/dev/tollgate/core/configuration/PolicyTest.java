package dev.tollgate.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        assertThat(policy.stopOnQuotaReach()).isTrue();
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
    void countingOnly_changesNothingElse() {
        var policy = new Policy("AIGold", List.of(TEN_CALLS), true, 7);

        assertThat(policy.countingOnly()).isEqualTo(new Policy("AIGold", List.of(TEN_CALLS), false, 7));
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST_COUNT, false",
        "PROMPT_TOKEN_COUNT, false",
        "COMPLETION_TOKEN_COUNT, true",
        "TOTAL_TOKEN_COUNT, true",
    })
    void limitsCompletion_whereAnyQuotaLimitsCompletionOrTotal(Dimension dimension, boolean limits) {
        var quotas = List.of(TEN_CALLS, quota(WindowUnit.DAY, dimension, 10));

        assertThat(Policy.limitsCompletion(quotas)).isEqualTo(limits);
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
        assertThatThrownBy(() -> new Policy("AIGold", List.of(TEN_CALLS), true, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("defaultCompletionTokens must be from 1 to 10000000");
    }

    @Test
    void quotas_areAnUnmodifiableCopy() {
        var given = new ArrayList<>(List.of(TEN_CALLS));
        var policy = new Policy("AIGold", given, true, 1);

        given.clear();

        assertThat(policy.quotas()).isUnmodifiable().containsExactly(TEN_CALLS);
    }

    private static Quota quota(WindowUnit unit, Dimension dimension, long limit) {
        return new Quota(new WindowLength(1, unit), Map.of(dimension, limit));
    }
}
