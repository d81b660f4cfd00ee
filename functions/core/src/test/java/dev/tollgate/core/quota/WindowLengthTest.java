package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowLengthTest {
    @ParameterizedTest
    @CsvSource({
        // one unit, at its first and its last instant
        "1, SECOND, 2026-11-20T10:00:30Z,           2026-11-20T10:00:30Z, 2026-11-20T10:00:31Z",
        "1, SECOND, 2026-11-20T10:00:30.999999999Z, 2026-11-20T10:00:30Z, 2026-11-20T10:00:31Z",
        "1, MINUTE, 2026-11-20T10:00:00Z,           2026-11-20T10:00:00Z, 2026-11-20T10:01:00Z",
        "1, MINUTE, 2026-11-20T10:00:59.999999999Z, 2026-11-20T10:00:00Z, 2026-11-20T10:01:00Z",
        "1, HOUR,   2026-11-20T10:00:00Z,           2026-11-20T10:00:00Z, 2026-11-20T11:00:00Z",
        "1, HOUR,   2026-11-20T10:59:59.999999999Z, 2026-11-20T10:00:00Z, 2026-11-20T11:00:00Z",
        "1, DAY,    2026-11-20T00:00:00Z,           2026-11-20T00:00:00Z, 2026-11-21T00:00:00Z",
        "1, DAY,    2026-11-20T23:59:59.999999999Z, 2026-11-20T00:00:00Z, 2026-11-21T00:00:00Z",
        "1, WEEK,   2026-11-16T00:00:00Z,           2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
        "1, WEEK,   2026-11-22T23:59:59.999999999Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
        "1, MONTH,  2026-11-01T00:00:00Z,           2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z",
        "1, MONTH,  2026-11-30T23:59:59.999999999Z, 2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z",
        // several units, counted from the epoch whether or not they divide the next larger unit
        "15, SECOND, 2026-11-20T10:00:29.999999999Z, 2026-11-20T10:00:15Z, 2026-11-20T10:00:30Z",
        "7,  MINUTE, 2026-11-20T10:00:30Z,           2026-11-20T09:57:00Z, 2026-11-20T10:04:00Z",
        "6,  HOUR,   2026-11-20T10:00:30Z,           2026-11-20T06:00:00Z, 2026-11-20T12:00:00Z",
        "5,  HOUR,   2026-11-20T10:00:30Z,           2026-11-20T07:00:00Z, 2026-11-20T12:00:00Z",
        "30, DAY,    2026-12-31T10:00:00Z,           2026-12-03T00:00:00Z, 2027-01-02T00:00:00Z",
        "2,  WEEK,   2026-11-20T10:00:00Z,           2026-11-16T00:00:00Z, 2026-11-30T00:00:00Z",
        "3,  MONTH,  2027-02-28T10:00:00Z,           2027-01-01T00:00:00Z, 2027-04-01T00:00:00Z",
        "5,  MONTH,  2026-12-20T10:00:00Z,           2026-09-01T00:00:00Z, 2027-02-01T00:00:00Z",
        "12, MONTH,  2028-02-29T10:00:00Z,           2028-01-01T00:00:00Z, 2029-01-01T00:00:00Z",
        // the ends of months, in leap years and others
        "1, MONTH,  2026-01-31T23:59:59.999999999Z, 2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z",
        "1, MONTH,  2027-02-28T23:59:59.999999999Z, 2027-02-01T00:00:00Z, 2027-03-01T00:00:00Z",
        "1, MONTH,  2028-02-29T00:00:00Z,           2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
        "1, DAY,    2028-02-29T23:59:59.999999999Z, 2028-02-29T00:00:00Z, 2028-03-01T00:00:00Z",
        "3, DAY,    2028-02-29T10:00:00Z,           2028-02-29T00:00:00Z, 2028-03-03T00:00:00Z",
        // the turn of a year
        "1, MINUTE, 2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:00Z, 2027-01-01T00:00:00Z",
        "1, MINUTE, 2027-01-01T00:00:00Z,           2027-01-01T00:00:00Z, 2027-01-01T00:01:00Z",
        "1, WEEK,   2027-01-01T10:00:00Z,           2026-12-28T00:00:00Z, 2027-01-04T00:00:00Z",
        "2, WEEK,   2026-12-31T10:00:00Z,           2026-12-28T00:00:00Z, 2027-01-11T00:00:00Z",
        "1, MONTH,  2026-12-31T23:59:59.999999999Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
        // the first windows there are
        "1, WEEK,   1970-01-01T00:00:00Z,           1969-12-29T00:00:00Z, 1970-01-05T00:00:00Z",
        "1, MONTH,  1970-01-01T00:00:00Z,           1970-01-01T00:00:00Z, 1970-02-01T00:00:00Z",
    })
    void windowAt_isTheRunOfUnits_thatHoldsTheMoment(
            int unitTime, WindowUnit unit, Instant moment, Instant start, Instant end) {
        var length = new WindowLength(unitTime, unit);

        assertThat(length.windowAt(moment)).isEqualTo(new Window(length, start, end));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void windowAt_startsWeeksOnMonday(int unitTime) {
        var window = new WindowLength(unitTime, WindowUnit.WEEK).windowAt(Instant.parse("2026-11-22T12:00:00Z"));

        assertThat(window.start().atOffset(ZoneOffset.UTC).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(window.duration()).hasDays(7L * unitTime);
    }

    @ParameterizedTest
    @CsvSource({"1, SECOND", "7, SECOND", "7, MINUTE", "5, HOUR", "3, DAY", "2, WEEK", "1, MONTH", "5, MONTH"})
    void windowAt_leavesNoGapAndNoOverlap(int unitTime, WindowUnit unit) {
        var length = new WindowLength(unitTime, unit);
        var window = length.windowAt(Instant.parse("2027-12-20T10:00:30Z"));

        for (var i = 0; i < 100; i++) {
            var next = length.windowAt(window.end());

            assertThat(next.start()).isEqualTo(window.end());
            assertThat(length.windowAt(next.end().minusNanos(1))).isEqualTo(next);
            window = next;
        }
    }

    @Test
    void aLength_isNamedByNumberAndUnit() {
        var length = new WindowLength(6, WindowUnit.HOUR);

        assertThat(length.id()).isEqualTo("6hour");
        assertThat(length).hasToString("6 hour");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aLength_isOneUnitOrMore(int unitTime) {
        assertThatThrownBy(() -> new WindowLength(unitTime, WindowUnit.DAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unitTime must be 1 or more, not " + unitTime);
    }
}
