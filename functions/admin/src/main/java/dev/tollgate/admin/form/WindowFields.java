package dev.tollgate.admin.form;

import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The fields of a quota that say how long its windows are: {@code unitTime} and {@code timeUnit} as in WSO2's API Manager, or
 * {@code duration} as in its gateway.
 */
final class WindowFields {
    private static final TextRule ZONE = TextRule.upTo(60);
    private static final TextRule DURATION = new TextRule(
            30,
            text -> text.matches("(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?"),
            "must be days, hours, minutes and seconds in this order, such as 60s, 24h or 1h30m");
    private static final Pattern PART = Pattern.compile("(\\d+)([dhms])");

    /** From the longest; months have no length. */
    private static final List<Unit> UNITS = List.of(
            new Unit(WindowUnit.WEEK, 604_800),
            new Unit(WindowUnit.DAY, 86_400),
            new Unit(WindowUnit.HOUR, 3_600),
            new Unit(WindowUnit.MINUTE, 60),
            new Unit(WindowUnit.SECOND, 1));

    /** Ten years, about: a longer window is a slip. */
    private static final long MOST_SECONDS = 3_660L * 86_400;

    private static final long MOST_MONTHS = 120;

    private record Unit(WindowUnit unit, long seconds) {}

    private WindowFields() {}

    /** The windows; empty where anything is wrong. */
    static Optional<WindowLength> read(Fields fields) {
        var hasUnitTime = fields.has("unitTime");
        var hasUnits = fields.has("timeUnit") || hasUnitTime;
        var zone = zone(fields);
        var length = fields.has("duration") ? ofDuration(fields, hasUnits) : ofUnits(fields, hasUnits);
        return length.flatMap(inUtc -> zone.flatMap(given -> inZone(fields, inUtc, given)));
    }

    private static Optional<WindowLength> ofUnits(Fields fields, boolean areGiven) {
        if (!areGiven) {
            return fields.value("unitTime").wrong("must be given, with timeUnit; or duration instead of both");
        }
        var isUnit = fields.require("timeUnit");
        var unit = fields.choice("timeUnit", WindowUnit.values(), WindowUnit::id, WindowUnit.SECOND);
        var unitTime =
                fields.require("unitTime") ? fields.value("unitTime").number(1, most(unit)) : OptionalLong.empty();
        return isUnit && unitTime.isPresent()
                ? Optional.of(new WindowLength((int) unitTime.getAsLong(), unit))
                : Optional.empty();
    }

    static long most(WindowUnit unit) {
        return UNITS.stream()
                .filter(each -> each.unit == unit)
                .mapToLong(each -> MOST_SECONDS / each.seconds)
                .findFirst()
                .orElse(MOST_MONTHS);
    }

    /** In the largest unit of which it is a whole number, weeks aside: 24h is a day, 90s are 90 seconds, 7d begin on no Monday. */
    private static Optional<WindowLength> ofDuration(Fields fields, boolean isGivenTwice) {
        if (isGivenTwice) {
            return fields.value("duration").wrong("must be left out where unitTime and timeUnit are given");
        }
        var duration = fields.value("duration");
        return duration.text(DURATION).flatMap(text -> {
            var seconds = seconds(text);
            return seconds < 1 || seconds > MOST_SECONDS
                    ? duration.wrong("must be from 1s to %dd".formatted(MOST_SECONDS / 86_400))
                    : Optional.of(ofSeconds(seconds));
        });
    }

    private static WindowLength ofSeconds(long seconds) {
        return UNITS.stream()
                .filter(each -> each.unit != WindowUnit.WEEK && seconds % each.seconds == 0)
                .findFirst()
                .map(each -> new WindowLength((int) (seconds / each.seconds), each.unit))
                .orElseThrow();
    }

    /** As many as there are, or more than there may be. */
    private static long seconds(String duration) {
        return PART.matcher(duration)
                .results()
                .mapToLong(part -> part.group(1).length() > 10
                        ? MOST_SECONDS + 1
                        : Long.parseLong(part.group(1)) * seconds(part.group(2).charAt(0)))
                .sum();
    }

    private static long seconds(char unit) {
        return switch (unit) {
            case 'd' -> 86_400;
            case 'h' -> 3_600;
            case 'm' -> 60;
            default -> 1;
        };
    }

    private static Optional<ZoneId> zone(Fields fields) {
        var timeZone = fields.value("timeZone");
        if (!timeZone.isGiven()) {
            return Optional.of(ZoneOffset.UTC);
        }
        return timeZone.text(ZONE).flatMap(id -> {
            try {
                return Optional.of(ZoneId.of(id).normalized());
            } catch (DateTimeException _) {
                return timeZone.wrong("must be a time zone, such as Europe/Berlin or +02:00");
            }
        });
    }

    private static Optional<WindowLength> inZone(Fields fields, WindowLength inUtc, ZoneId zone) {
        return inUtc.timeUnit().isDayOrLonger() || zone.equals(ZoneOffset.UTC)
                ? Optional.of(new WindowLength(inUtc.unitTime(), inUtc.timeUnit(), zone))
                : fields.value("timeZone").wrong("must be left out: it is for windows of days, weeks and months");
    }
}
