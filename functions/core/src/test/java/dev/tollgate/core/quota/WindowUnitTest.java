package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowUnitTest {
    @ParameterizedTest
    @CsvSource({
        "sec, SECOND, false",
        "min, MINUTE, false",
        "hour, HOUR, false",
        "day, DAY, true",
        "week, WEEK, true",
        "month, MONTH, true"
    })
    void of_findsTheUnitById(String id, WindowUnit unit, boolean dayOrLonger) {
        assertThat(WindowUnit.of(id)).contains(unit);
        assertThat(unit.id()).isEqualTo(id);
        assertThat(unit.isDayOrLonger()).isEqualTo(dayOrLonger);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MINUTE", "Min", "minute", "mins", " min", "year"})
    void of_isEmpty_forAnythingElse(String id) {
        assertThat(WindowUnit.of(id)).isEmpty();
    }
}
