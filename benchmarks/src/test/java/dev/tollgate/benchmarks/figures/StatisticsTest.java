package dev.tollgate.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    @Test
    void median_isTheMiddleValue_whateverTheOrder() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    }

    @Test
    void median_liesBetweenTheTwoInTheMiddle_ofAnEvenNumber() {
        assertThat(Statistics.median(List.of(8.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }

    @Test
    void median_ofNothing_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"50, 100", "99, 198", "100, 200", "1, 2"})
    void percentile_isTheSmallestValueThatSoManyDoNotExceed(int percent, long expected) {
        var oneTo200 = LongStream.rangeClosed(1, 200).toArray();

        assertThat(Statistics.percentile(oneTo200, percent)).isEqualTo(expected);
    }

    @Test
    void percentile_ofASingleValue_isThatValue() {
        assertThat(Statistics.percentile(new long[] {7}, 50)).isEqualTo(7);
    }

    @Test
    void percentile_ofNothing_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.percentile(new long[0], 50));
    }
}
