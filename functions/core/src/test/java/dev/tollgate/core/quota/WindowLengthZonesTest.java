package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Days, weeks and months of places whose clocks are changed. */
class WindowLengthZonesTest {
    @ParameterizedTest
    @CsvSource({
        // days of 23 and of 25 hours, at their first and their last instant
        "1, DAY, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "1, DAY, Europe/Berlin, 2026-03-29T21:59:59.999999999Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "1, DAY, Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "1, DAY, Europe/Berlin, 2026-10-25T22:59:59.999999999Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "1, DAY, America/New_York, 2026-03-08T12:00:00Z, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
        "1, DAY, America/New_York, 2026-11-01T12:00:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        // weeks and months across a change, and several units
        "1, WEEK, Europe/Berlin, 2026-03-25T12:00:00Z, 2026-03-22T23:00:00Z, 2026-03-29T22:00:00Z",
        "1, WEEK, America/New_York, 2026-11-01T12:00:00Z, 2026-10-26T04:00:00Z, 2026-11-02T05:00:00Z",
        "2, WEEK, Europe/Berlin, 2026-10-20T12:00:00Z, 2026-10-18T22:00:00Z, 2026-11-01T23:00:00Z",
        "1, MONTH, Europe/Berlin, 2026-10-31T12:00:00Z, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
        "1, MONTH, America/New_York, 2026-03-31T12:00:00Z, 2026-03-01T05:00:00Z, 2026-04-01T04:00:00Z",
        "3, MONTH, Europe/Berlin, 2026-02-01T12:00:00Z, 2025-12-31T23:00:00Z, 2026-03-31T22:00:00Z",
        "5, DAY, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-27T23:00:00Z, 2026-04-01T22:00:00Z",
        // a time zone that is half an hour off, and one where it is already tomorrow
        "1, DAY, Asia/Kolkata, 2026-11-20T18:30:00Z, 2026-11-20T18:30:00Z, 2026-11-21T18:30:00Z",
        "1, MONTH, Pacific/Kiritimati, 2026-10-31T10:00:00Z, 2026-10-31T10:00:00Z, 2026-11-30T10:00:00Z",
        // midnight is skipped: the day begins at 1 o'clock
        "1, DAY, America/Santiago, 2026-09-06T04:00:00Z, 2026-09-06T04:00:00Z, 2026-09-07T03:00:00Z",
        "1, DAY, America/Santiago, 2026-09-06T03:59:59.999999999Z, 2026-09-05T04:00:00Z, 2026-09-06T04:00:00Z",
        "1, DAY, Asia/Beirut, 2026-03-28T22:00:00Z, 2026-03-28T22:00:00Z, 2026-03-29T21:00:00Z",
        // the hour before midnight is shown twice: the second one still belongs to the day
        "1, DAY, America/Santiago, 2026-04-05T03:30:00Z, 2026-04-04T03:00:00Z, 2026-04-05T04:00:00Z",
        // midnight is shown twice: the day begins with the first
        "1, DAY, America/Havana, 2026-11-01T04:00:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        "1, DAY, America/Havana, 2026-11-01T05:00:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        "1, MONTH, America/Havana, 2026-11-01T04:30:00Z, 2026-11-01T04:00:00Z, 2026-12-01T05:00:00Z",
        // at 0:01 the clock goes back to 23:01 of the day before: the new day has begun all the same
        "1, DAY, America/St_Johns, 2010-11-07T02:29:59Z, 2010-11-06T02:30:00Z, 2010-11-07T02:30:00Z",
        "1, DAY, America/St_Johns, 2010-11-07T02:30:30Z, 2010-11-07T02:30:00Z, 2010-11-08T03:30:00Z",
        "1, DAY, America/St_Johns, 2010-11-07T02:31:00Z, 2010-11-07T02:30:00Z, 2010-11-08T03:30:00Z",
        "1, DAY, America/St_Johns, 2010-11-07T03:29:59Z, 2010-11-07T02:30:00Z, 2010-11-08T03:30:00Z",
        // 30 December 2011 does not exist: the 29th is followed by the 31st
        "1, DAY, Pacific/Apia, 2011-12-30T09:59:59Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
        "1, DAY, Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z",
        "1, WEEK, Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-26T10:00:00Z, 2012-01-01T10:00:00Z",
    })
    void windowAt_beginsAtTheFirstMomentOfALocalDate(
            int unitTime, WindowUnit unit, ZoneId zone, Instant moment, Instant start, Instant end) {
        var length = new WindowLength(unitTime, unit, zone);

        assertThat(length.windowAt(moment)).isEqualTo(new Window(length, start, end));
    }

    @Test
    void aTimeZone_isShownToPeople_butIsNotPartOfTheId() {
        var day = new WindowLength(1, WindowUnit.DAY, ZoneId.of("Europe/Berlin"));

        assertThat(day).hasToString("1 day (Europe/Berlin)");
        assertThat(day.id()).isEqualTo("1day");
        assertThat(new WindowLength(1, WindowUnit.DAY, ZoneOffset.UTC)).hasToString("1 day");
    }

    @ParameterizedTest
    @EnumSource(names = {"SECOND", "MINUTE", "HOUR"})
    void aUnitBelowADay_hasNoTimeZone(WindowUnit unit) {
        assertThatThrownBy(() -> new WindowLength(1, unit, ZoneId.of("Europe/Berlin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a time zone is for windows of a day and longer, not for " + unit.id());
    }

    @ParameterizedTest
    @CsvSource({
        "1, SECOND, 1",
        "7, MINUTE, 420",
        "6, HOUR, 21600",
        "1, DAY, 86400",
        "2, WEEK, 1209600",
        "1, MONTH, 2419200",
    })
    void shortestSeconds_areTheUnits_aMonthTakenFor28Days(int unitTime, WindowUnit unit, long seconds) {
        assertThat(new WindowLength(unitTime, unit).shortestSeconds()).isEqualTo(seconds);
    }
}
