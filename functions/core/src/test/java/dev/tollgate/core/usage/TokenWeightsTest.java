package dev.tollgate.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenWeightsTest {
    private static final TokenWeights WEIGHTS = new TokenWeights(100, 1_250, 2_000);

    @ParameterizedTest
    @CsvSource({
        "10, 0,  0,  10",
        "10, 10, 0,  1",
        "10, 9,  0,  2",
        "10, 1,  0,  10",
        "11, 1,  0,  11",
        "10, 0,  10, 13",
        "8,  0,  8,  10",
        "10, 5,  4,  7",
        "0,  0,  0,  0",
    })
    void prompt_weighsEveryTokenOnce_andIsRoundedUp(long prompt, long cacheRead, long cacheWrite, long counted) {
        var usage = new Usage(prompt, 0, 0, cacheRead, cacheWrite, 0, Usage.Source.PROVIDER);

        assertThat(WEIGHTS.prompt(usage)).isEqualTo(counted);
    }

    @ParameterizedTest
    @CsvSource({"10, 0, 1, 10", "10, 10, 1, 1", "10, 10, 100, 1", "10, 10, 101, 2", "10, 4, 1500, 12", "10, 10, 0, 0"})
    void completion_weighsReasoning_andIsRoundedUp(long completion, long reasoning, long weight, long counted) {
        var usage = new Usage(0, completion, 0, 0, 0, reasoning, Usage.Source.PROVIDER);

        assertThat(new TokenWeights(0, 0, weight).completion(usage)).isEqualTo(counted);
    }

    @ParameterizedTest
    @CsvSource({
        // a weight below one never lowers the most: the token may turn out an ordinary one
        "100,  100,  100,  10, 10",
        "1250, 100,  2000, 13, 20",
        "100,  1250, 1001, 13, 11",
        "1000, 1000, 1000, 10, 10",
    })
    void most_takesTheHeaviestClass_andIsRoundedUp(
            long cacheRead, long cacheWrite, long reasoning, long mostOfPrompt, long mostOfCompletion) {
        var weights = new TokenWeights(cacheRead, cacheWrite, reasoning);

        assertThat(weights.mostOfPrompt(10)).isEqualTo(mostOfPrompt);
        assertThat(weights.mostOfCompletion(10)).isEqualTo(mostOfCompletion);
    }

    @Test
    void theMostTokens_atTheHeaviestWeight_areCountedExactly() {
        var heaviest = new TokenWeights(100_000, 100_000, 100_000);
        var most = Usage.MAX_TOKENS;
        var usage = new Usage(most, most, 0, most, most, most, Usage.Source.PROVIDER);

        assertThat(heaviest.prompt(usage)).isEqualTo(200 * most);
        assertThat(heaviest.completion(usage)).isEqualTo(100 * most);
        assertThat(heaviest.mostOfPrompt(most)).isEqualTo(100 * most);
        assertThat(heaviest.mostOfCompletion(most)).isEqualTo(100 * most);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "0, -1, 0", "0, 0, -1", "100001, 0, 0", "0, 100001, 0", "0, 0, 100001"})
    void aWeight_isFromZeroToAHundredTokens(long cacheRead, long cacheWrite, long reasoning) {
        assertThatThrownBy(() -> new TokenWeights(cacheRead, cacheWrite, reasoning))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a weight is from 0 to 100000 thousandths: %d, %d, %d", cacheRead, cacheWrite, reasoning);
    }
}
