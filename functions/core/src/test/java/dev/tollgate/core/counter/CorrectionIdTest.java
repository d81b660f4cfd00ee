package dev.tollgate.core.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"12345678", "a-b_C-9Z", "01ARZ3NDEKTSV4RRFFQ69G5FAV"})
    void anId_isShort(String text) {
        assertThat(new CorrectionId(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "12345678 ", "1234567#", "01ARZ3NDEKTSV4RRFFQ69G5FAVX", "ä2345678"})
    void anotherText_isNone(String text) {
        assertThatThrownBy(() -> new CorrectionId(text)).hasMessage("not a correction id: " + text);
    }
}
