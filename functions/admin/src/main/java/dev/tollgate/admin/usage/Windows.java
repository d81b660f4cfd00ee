package dev.tollgate.admin.usage;

import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lengths of windows by their names, such as {@code 1min}. */
final class Windows {
    static final String MUST_BE = "a number and sec, min, hour, day, week or month, such as 1min";

    private static final Pattern ID = Pattern.compile("(?<time>[1-9][0-9]{0,4})(?<unit>[a-z]+)");

    private Windows() {}

    /** In UTC; empty where it is none. */
    static Optional<WindowLength> parse(String id) {
        var matcher = ID.matcher(id);
        return matcher.matches()
                ? WindowUnit.of(matcher.group("unit"))
                        .map(unit -> new WindowLength(Integer.parseInt(matcher.group("time")), unit))
                : Optional.empty();
    }

    /** Of one of the quotas, in its time zone. */
    static Optional<WindowLength> of(Limits limits, String id) {
        return lengths(limits).filter(length -> length.id().equals(id)).findFirst();
    }

    /** The shortest of the quotas, empty where there are none. */
    static Optional<WindowLength> shortest(Limits limits, Instant now) {
        return lengths(limits)
                .min(Comparator.comparing(length -> length.windowAt(now).duration()));
    }

    /** Its time zone for people, nothing for UTC. */
    static @Nullable String zone(WindowLength length) {
        return zone(length.timeZone());
    }

    private static @Nullable String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? null : zone.getId();
    }

    private static Stream<WindowLength> lengths(Limits limits) {
        return limits.quotas().stream()
                .map(Quota::window)
                .filter(WindowLength.class::isInstance)
                .map(WindowLength.class::cast);
    }
}
