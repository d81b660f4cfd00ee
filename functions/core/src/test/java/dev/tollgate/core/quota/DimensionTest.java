package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DimensionTest {
    @ParameterizedTest
    @CsvSource({
        "requestCount, REQUEST_COUNT, 1",
        "promptTokenCount, PROMPT_TOKEN_COUNT, 2",
        "completionTokenCount, COMPLETION_TOKEN_COUNT, 3",
        "totalTokenCount, TOTAL_TOKEN_COUNT, 4",
        "cost, COST, 5"
    })
    void of_findsTheDimensionByFieldName(String fieldName, Dimension dimension, long amount) {
        assertThat(Dimension.of(fieldName)).contains(dimension);
        assertThat(dimension.fieldName()).isEqualTo(fieldName);
        assertThat(new Amounts(1, 2, 3, 4, 5).of(dimension)).isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "REQUEST_COUNT", "requestcount", "tokenCount"})
    void of_isEmpty_forAnythingElse(String fieldName) {
        assertThat(Dimension.of(fieldName)).isEmpty();
    }
}
