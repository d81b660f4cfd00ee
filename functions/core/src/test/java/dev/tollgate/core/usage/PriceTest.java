package dev.tollgate.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {
    private static final long HIGHEST = 100_000_000_000L;
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    /** 2.50 for a million prompt tokens, 10.00 for a million of the completion, and so on. */
    private static final Price LIST = new Price(2_500_000, 10_000_000, 1_250_000, 3_125_000, 12_000_000);

    @ParameterizedTest
    @CsvSource({
        // prompt, completion, total, cacheRead, cacheWrite, reasoning
        "1000000, 0,       0,       0,       0,       0,       2500000",
        "0,       1000000, 0,       0,       0,       0,       10000000",
        "1000000, 0,       0,       1000000, 0,       0,       1250000",
        "1000000, 0,       0,       0,       1000000, 0,       3125000",
        "0,       1000000, 0,       0,       0,       1000000, 12000000",
        "0,       0,       1000000, 0,       0,       0,       10000000",
        "100,     20,      130,     50,      10,      5,       504",
        "0,       0,       0,       0,       0,       0,       0",
    })
    void cost_countsEveryTokenOnce_atThePriceOfItsClass(
            long prompt, long completion, long total, long cacheRead, long cacheWrite, long reasoning, long cost) {
        var usage = new Usage(prompt, completion, total, cacheRead, cacheWrite, reasoning, Usage.Source.PROVIDER);

        assertThat(LIST.cost(usage)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 999999, 1", "1, 1000000, 1", "1, 1000001, 2", "999999, 1, 1", "1000001, 1, 2"})
    void cost_isRoundedUp_onceForTheWholeCall(long tokens, long price, long cost) {
        assertThat(Price.of(price, 0).cost(usage(tokens, 0))).isEqualTo(cost);
        assertThat(Price.of(400_000, 600_000).cost(usage(1, 1))).isEqualTo(1);
    }

    @Test
    void of_chargesEveryClassAlike() {
        assertThat(Price.of(3, 15)).isEqualTo(new Price(3, 15, 3, 3, 15));
        assertThat(Price.FREE).isEqualTo(Price.of(0, 0));
    }

    @Test
    void most_takesTheDearestClass() {
        assertThat(LIST.most(1_000_000, 1_000_000)).isEqualTo(3_125_000 + 12_000_000);
        assertThat(new Price(5, 7, 1, 1, 1).most(1_000_000, 1_000_000)).isEqualTo(12);
        assertThat(new Price(1, 1, 5, 1, 1).most(1_000_000, 0)).isEqualTo(5);
    }

    @Test
    void costAndMost_areExact_atTheMostTokensAndTheHighestPrices() {
        var highest = new Price(HIGHEST, HIGHEST, HIGHEST, HIGHEST, HIGHEST);
        var most = Usage.MAX_TOKENS;

        assertThat(highest.cost(new Usage(most, most, 2 * most, 0, 0, 0, Usage.Source.PROVIDER)))
                .isEqualTo(2 * most * 100_000)
                .isEqualTo(highest.most(most, most));
        // a provider may call more tokens cached or reasoned than there are: even then nothing overflows
        assertThat(highest.cost(new Usage(0, 0, 2 * most, most, most, most, Usage.Source.PROVIDER)))
                .isEqualTo(5 * most * 100_000);
    }

    /** The seed is the test's name; give another one to try more. */
    @ParameterizedTest
    @ValueSource(longs = {20_261_120})
    void costAndMost_areExact_forAnyTokensAndPrices(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++) {
            var price = new Price(price(random), price(random), price(random), price(random), price(random));
            var usage = new Usage(
                    tokens(random),
                    tokens(random),
                    tokens(random),
                    tokens(random),
                    tokens(random),
                    tokens(random),
                    Usage.Source.PROVIDER);

            assertThat(price.cost(usage)).as("%s of %s", usage, price).isEqualTo(exactCost(price, usage));
            assertThat(price.most(usage.prompt(), usage.completion()))
                    .as("%s of %s", usage, price)
                    .isEqualTo(exactMost(price, usage.prompt(), usage.completion()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aPrice_isFromZeroToTheHighest(int position) {
        assertThat(priceWith(position, HIGHEST)).isNotEqualTo(Price.FREE);
        assertThatThrownBy(() -> priceWith(position, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a price is from 0 to 100000000000: -1");
        assertThatThrownBy(() -> priceWith(position, HIGHEST + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a price is from 0 to 100000000000: 100000000001");
    }

    private static Price priceWith(int position, long price) {
        var prices = new long[5];
        prices[position] = price;
        return new Price(prices[0], prices[1], prices[2], prices[3], prices[4]);
    }

    private static long exactCost(Price price, Usage usage) {
        var uncached = Math.max(0, usage.prompt() - usage.cacheRead() - usage.cacheWrite());
        var plain = Math.max(0, usage.completion() - usage.reasoning());
        var ofNoClass = usage.total() - usage.prompt() - usage.completion();
        return roundedUp(product(uncached, price.prompt())
                .add(product(usage.cacheRead(), price.cacheRead()))
                .add(product(usage.cacheWrite(), price.cacheWrite()))
                .add(product(plain + ofNoClass, price.completion()))
                .add(product(usage.reasoning(), price.reasoning())));
    }

    private static long exactMost(Price price, long promptTokens, long completionTokens) {
        var dearestPrompt = LongStream.of(price.prompt(), price.cacheRead(), price.cacheWrite())
                .max()
                .orElseThrow();
        return roundedUp(product(promptTokens, dearestPrompt)
                .add(product(completionTokens, Math.max(price.completion(), price.reasoning()))));
    }

    private static BigInteger product(long tokens, long price) {
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(price));
    }

    private static long roundedUp(BigInteger millionths) {
        return millionths.add(MILLION).subtract(BigInteger.ONE).divide(MILLION).longValueExact();
    }

    /** Of any size, small ones as often as large ones. */
    private static long tokens(Random random) {
        return random.nextLong(1 + (1L << random.nextInt(41)));
    }

    private static long price(Random random) {
        return Math.min(HIGHEST, random.nextLong(1 + (1L << random.nextInt(38))));
    }

    private static Usage usage(long prompt, long completion) {
        return new Usage(prompt, completion, 0, 0, 0, 0, Usage.Source.PROVIDER);
    }
}
