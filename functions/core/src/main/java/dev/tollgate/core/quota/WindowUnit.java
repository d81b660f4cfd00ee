package dev.tollgate.core.quota;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** The unit of a window's length. Ids as WSO2 has them ({@code sec|min|hour|day}), week and month in their manner. */
public enum WindowUnit {
    SECOND("sec", ChronoUnit.SECONDS),
    MINUTE("min", ChronoUnit.MINUTES),
    HOUR("hour", ChronoUnit.HOURS),
    DAY("day", ChronoUnit.DAYS),
    /** From Monday, as in ISO 8601. */
    WEEK("week", ChronoUnit.WEEKS),
    /** Calendar months. */
    MONTH("month", ChronoUnit.MONTHS);

    /** Where counting of units starts: the Unix epoch, for weeks the Monday of the week it lies in. */
    private static final LocalDate EPOCH = LocalDate.EPOCH;

    private static final LocalDate EPOCH_MONDAY = EPOCH.with(DayOfWeek.MONDAY);

    private final String id;
    private final ChronoUnit unit;

    WindowUnit(String id, ChronoUnit unit) {
        this.id = id;
        this.unit = unit;
    }

    /** The name in JSON and in counter keys, such as {@code min}. */
    public String id() {
        return id;
    }

    /** Whether a window of this unit lasts a day or longer, so that whoever is refused gains nothing by waiting. */
    public boolean isDayOrLonger() {
        return compareTo(DAY) >= 0;
    }

    /** The unit with this id, empty where there is none. */
    public static Optional<WindowUnit> of(String id) {
        return Arrays.stream(values()).filter(unit -> unit.id.equals(id)).findFirst();
    }

    /** How long a unit lasts at least. */
    long shortestSeconds() {
        return this == MONTH
                ? Duration.ofDays(28).toSeconds()
                : unit.getDuration().toSeconds();
    }

    /** How many whole units lie between the origin and this moment, which is not before 1970. */
    long indexOf(LocalDateTime moment) {
        return unit.between(origin(), moment);
    }

    /** The moment at which the unit of this index starts. */
    LocalDateTime startOf(long index) {
        return origin().plus(index, unit);
    }

    private LocalDateTime origin() {
        return (this == WEEK ? EPOCH_MONDAY : EPOCH).atStartOfDay();
    }
}
