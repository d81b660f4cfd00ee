package dev.tollgate.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TariffTest {
    private static final Tariff WEIGHING =
            new Tariff(new TokenWeights(100, 1_250, 2_000), Price.of(1_000_000, 2_000_000));

    @Test
    void of_plain_countsTokensAsTheyAre() {
        var usage = new Usage(10, 20, 33, 4, 5, 6, Usage.Source.PROVIDER);

        assertThat(Tariff.PLAIN.of(usage)).isEqualTo(new Amounts(1, 10, 20, 33, 0));
        assertThat(Tariff.PLAIN.most(new Estimate(10, 20))).isEqualTo(new Amounts(1, 10, 20, 30, 0));
    }

    @Test
    void of_weighsTokens_butNotTheirCost_andAddsThoseOfNoClassToTheTotal() {
        var usage = new Usage(20, 20, 43, 10, 4, 5, Usage.Source.PROVIDER);

        // prompt 6 + 10 * 0.1 + 4 * 1.25; completion 15 + 5 * 2; 3 more of no class, charged as completion
        assertThat(WEIGHING.of(usage)).isEqualTo(new Amounts(1, 12, 25, 40, 20 + 2 * 23));
    }

    @Test
    void most_isOneRequest_andTheHeaviestThatItsTokensCanBe() {
        assertThat(WEIGHING.most(new Estimate(20, 20, 1))).isEqualTo(new Amounts(1, 25, 40, 65, 60));
        assertThat(WEIGHING.most(Estimate.NO_TOKENS)).isEqualTo(Amounts.ONE_REQUEST);
    }

    @Test
    void most_doesNotOverflow_atTheMostTokensAndTheHighestFigures() {
        var dearest =
                new Tariff(new TokenWeights(100_000, 100_000, 100_000), Price.of(100_000_000_000L, 100_000_000_000L));
        var most = Usage.MAX_TOKENS;

        assertThat(dearest.most(new Estimate(most, most)))
                .isEqualTo(new Amounts(1, 100 * most, 100 * most, 200 * most, 200_000 * most));
    }

    /**
     * The promise that limits rest on. It holds for every usage whose prompt is within the estimate, whose completion
     * together with the tokens of no class is too, and whose classes are within their figure.
     *
     * <p>The seed is the test's name; give another one to try more.
     */
    @ParameterizedTest
    @ValueSource(longs = {20_261_120})
    void most_isNeverLessThanWhatAUsageWithinTheEstimateCounts(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 50_000; i++) {
            var tariff = tariff(random);
            var estimate = new Estimate(upTo(40, random), upTo(40, random));
            var usage = usageWithin(estimate, random);

            var most = tariff.most(estimate);
            var counted = tariff.of(usage);

            for (var dimension : Dimension.values()) {
                assertThat(counted.of(dimension))
                        .as("%s of %s within %s by %s", dimension, usage, estimate, tariff)
                        .isLessThanOrEqualTo(most.of(dimension));
            }
        }
    }

    private static Usage usageWithin(Estimate estimate, Random random) {
        var prompt = upTo(estimate.promptTokens(), random);
        var completion = upTo(estimate.completionTokens(), random);
        var cacheRead = upTo(prompt, random);
        return new Usage(
                prompt,
                completion,
                prompt + completion + upTo(estimate.completionTokens() - completion, random),
                cacheRead,
                upTo(prompt - cacheRead, random),
                upTo(completion, random),
                Usage.Source.PROVIDER);
    }

    /** Small figures, around one token and one unit, where roundings show. */
    private static Tariff tariff(Random random) {
        return new Tariff(
                new TokenWeights(upTo(2_500, random), upTo(2_500, random), upTo(2_500, random)),
                new Price(price(random), price(random), price(random), price(random), price(random)));
    }

    private static long price(Random random) {
        return upTo(2_500_000, random);
    }

    /** From 0 to the most; each of the two ends one time in four. */
    private static long upTo(long most, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> most;
            default -> random.nextLong(most + 1);
        };
    }
}
