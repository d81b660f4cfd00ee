package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");

    @Test
    void windowAt_isTheSameAtEveryMoment_andHoldsIt() {
        var window = new InFlight().windowAt(NOW);

        assertThat(new InFlight().windowAt(NOW.plus(Duration.ofDays(40_000)))).isEqualTo(window);
        assertThat(NOW).isBetween(window.start(), window.end());
        assertThat(window.untilReset(NOW)).isGreaterThan(Duration.ofDays(40_000));
        assertThat(window.isInFlight()).isTrue();
        assertThat(new WindowLength(1, WindowUnit.MINUTE).windowAt(NOW).isInFlight())
                .isFalse();
    }

    @Test
    void theCallsInFlight_areNamedApartFromEveryLength() {
        assertThat(new InFlight().id()).isEqualTo("live");
        assertThat(new InFlight().isDayOrLonger()).isFalse();
    }
}
