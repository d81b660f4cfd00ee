package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);

    @ParameterizedTest
    @CsvSource({
        "1,   5",
        "3,   9",
        "3,   10",
        "3,   11",
        "7,   3",
        "64,  1000",
        "64,  9223372036854775807",
    })
    void theShares_addUpToTheLimit_andDifferByOneAtMost(int count, long limit) {
        var shares = shares(new Shards(count), quota(limit, Dimension.TOTAL_TOKEN_COUNT));

        assertThat(shares).hasSize(count).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(shares.stream().mapToLong(share -> share).sum()).isEqualTo(limit);
        assertThat(shares.getFirst() - shares.getLast()).isBetween(0L, 1L);
    }

    @Test
    void share_dividesEveryLimit_andNothingElse() {
        var quota = new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 17L, Dimension.COST, 32L));

        assertThat(new Shards(2).share(quota, 0)).isEqualTo(Map.of(Dimension.REQUEST_COUNT, 9L, Dimension.COST, 16L));
        assertThat(new Shards(2).share(quota, 1)).isEqualTo(Map.of(Dimension.REQUEST_COUNT, 8L, Dimension.COST, 16L));
        assertThat(new Shards(1).share(quota, 0)).isEqualTo(quota.limits());
    }

    @ParameterizedTest
    @CsvSource({
        // a share of eight large calls
        "REQUEST_COUNT,          15,         1",
        "REQUEST_COUNT,          16,         2",
        "PROMPT_TOKEN_COUNT,     4194303,    1",
        "PROMPT_TOKEN_COUNT,     4194304,    2",
        "COMPLETION_TOKEN_COUNT, 524287,     1",
        "COMPLETION_TOKEN_COUNT, 524288,     2",
        "TOTAL_TOKEN_COUNT,      4718591,    1",
        "TOTAL_TOKEN_COUNT,      4718592,    2",
        "COST,                   15999999,   1",
        "COST,                   16000000,   2",
        "REQUEST_COUNT,          1,          1",
        "REQUEST_COUNT,          9223372036854775807, 16",
    })
    void aLargeCall_takesAnEighthOfAShareAtMost(Dimension dimension, long limit, int count) {
        assertThat(Shards.atMost(16, quota(limit, dimension))).isEqualTo(new Shards(count));
    }

    @Test
    void theTightestLimit_saysHowManySharesThereCanBe() {
        var quota = new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 1_000L, Dimension.TOTAL_TOKEN_COUNT, 8_000_000L));

        assertThat(Shards.atMost(16, quota)).isEqualTo(new Shards(3));
        assertThat(Shards.atMost(2, quota)).isEqualTo(new Shards(2));
    }

    @ParameterizedTest
    @CsvSource({
        // 250 calls a second fill a shard
        "1,  SECOND, 250,                 1",
        "1,  SECOND, 251,                 2",
        "1,  MINUTE, 15000,               1",
        "1,  MINUTE, 15001,               2",
        "10, MINUTE, 15001,               1",
        "1,  HOUR,   900001,              2",
        "1,  SECOND, 1000000,             64",
        "1,  SECOND, 9223372036854775807, 64",
        // a window longer than an hour is not split unasked
        "2,  HOUR,   9223372036854775807, 1",
        "1,  DAY,    9223372036854775807, 1",
        "1,  MONTH,  9223372036854775807, 1",
    })
    void suggestedFor_followsTheRequests_inShortWindows(int unitTime, WindowUnit unit, long requests, int count) {
        var quota = new Quota(new WindowLength(unitTime, unit), Map.of(Dimension.REQUEST_COUNT, requests));

        assertThat(Shards.suggestedFor(quota)).isEqualTo(new Shards(count));
    }

    @Test
    void suggestedFor_isOne_whereOnlyTokensAreLimited() {
        assertThat(Shards.suggestedFor(quota(Long.MAX_VALUE, Dimension.TOTAL_TOKEN_COUNT)))
                .isEqualTo(new Shards(1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "40, 1", "41, 2", "100, 3", "9223372036854775807, 64"})
    void suggestedFor_splitsTheCallsInFlightThemselves(long concurrentRequests, int count) {
        var quota = new Quota(new InFlight(), Map.of(Dimension.REQUEST_COUNT, concurrentRequests));

        assertThat(Shards.suggestedFor(quota)).isEqualTo(new Shards(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65})
    void aNumberOfShards_isFromOneToTheMost(int count) {
        assertThatThrownBy(() -> new Shards(count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window has 1 to 64 shards, not " + count);
    }

    private static List<Long> shares(Shards shards, Quota quota) {
        return IntStream.range(0, shards.count())
                .mapToObj(shard -> shards.share(quota, shard).get(Dimension.TOTAL_TOKEN_COUNT))
                .toList();
    }

    private static Quota quota(long limit, Dimension dimension) {
        return new Quota(MINUTE, Map.of(dimension, limit));
    }
}
