package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z,           PT1M",
        "2026-11-20T10:00:59.999999999Z, PT0.000000001S",
        "2026-11-20T10:01:00Z,           PT0S",
        "2026-11-20T10:05:00Z,           PT0S",
    })
    void untilReset_isZero_onceTheResetHasPassed(Instant now, Duration left) {
        var window = MINUTE.windowAt(START);

        assertThat(window.untilReset(now)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20T10:00:00Z", "2026-11-20T09:59:59Z"})
    void aWindow_endsAfterItsStart(Instant end) {
        assertThatThrownBy(() -> new Window(MINUTE, START, end)).isInstanceOf(IllegalArgumentException.class);
    }
}
