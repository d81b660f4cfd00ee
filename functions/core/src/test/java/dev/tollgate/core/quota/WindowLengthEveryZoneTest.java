package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever clocks do, anywhere: every moment is in one window, and the windows leave no gap. */
class WindowLengthEveryZoneTest {
    private static final Instant FROM = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2041-01-01T00:00:00Z");
    private static final Duration INSTANT = Duration.ofNanos(1);

    /** The most that a change of clocks can move midnight, but for the days that do not exist. */
    private static final List<Duration> AROUND = Stream.of(
                    "-PT24H", "-PT2H", "-PT30M", "-PT0.000000001S", "PT0S", "PT0.000000001S", "PT30M", "PT2H", "PT24H")
            .map(Duration::parse)
            .toList();

    @Test
    void windowAt_holdsTheMoment_andTilesTime_aroundEveryChangeOfClocks() {
        forEveryLength(length -> changes(length.timeZone())
                .forEach(change -> AROUND.forEach(distance -> check(length, change.plus(distance)))));
    }

    /** The seed is the test's name; give another one to try more. */
    @ParameterizedTest
    @ValueSource(longs = {20_261_120})
    void windowAt_holdsTheMoment_andTilesTime_atRandomMoments(long seed) {
        var random = new Random(seed);
        forEveryLength(length -> random.longs(40, FROM.getEpochSecond(), TO.getEpochSecond())
                .forEach(second -> check(length, Instant.ofEpochSecond(second, random.nextInt(1_000_000_000)))));
    }

    private static void check(WindowLength length, Instant moment) {
        var window = length.windowAt(moment);

        if (moment.isBefore(window.start()) || !moment.isBefore(window.end())) {
            throw new AssertionError("%s at %s is not in its window %s".formatted(length, moment, window));
        }
        assertThat(length.windowAt(window.start()))
                .as("%s at %s", length, moment)
                .isEqualTo(window);
        assertThat(length.windowAt(window.end().minus(INSTANT)))
                .as("%s at %s", length, moment)
                .isEqualTo(window);
        assertThat(length.windowAt(window.end()).start())
                .as("%s at %s", length, moment)
                .isEqualTo(window.end());
    }

    private static void forEveryLength(Consumer<WindowLength> test) {
        ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .forEach(zone -> Stream.of(WindowUnit.DAY, WindowUnit.WEEK, WindowUnit.MONTH)
                        .flatMap(unit -> Stream.of(1, 2, 5).map(unitTime -> new WindowLength(unitTime, unit, zone)))
                        .forEach(test));
    }

    private static List<Instant> changes(ZoneId zone) {
        var changes = new ArrayList<Instant>();
        for (var next = zone.getRules().nextTransition(FROM);
                next != null && next.getInstant().isBefore(TO);
                next = zone.getRules().nextTransition(next.getInstant())) {
            changes.add(next.getInstant());
        }
        return changes;
    }
}
