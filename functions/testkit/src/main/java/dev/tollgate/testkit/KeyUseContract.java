package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.KeyUse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of the use of keys must do. A subclass says which store. */
public abstract class KeyUseContract {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private final String key = "key" + UUID.randomUUID();

    /** The store under test. May be shared: every test uses a key of its own. */
    protected abstract KeyUse keyUse();

    @Test
    void lastUsed_isTheDayThatWasNoted() {
        keyUse().used(key, DAY);

        assertThat(keyUse().lastUsed(List.of(key))).isEqualTo(Map.of(key, DAY));
    }

    @Test
    void used_movesOnToALaterDay() {
        keyUse().used(key, LocalDate.parse("2026-09-30"));
        keyUse().used(key, LocalDate.parse("2026-10-01"));

        assertThat(keyUse().lastUsed(List.of(key))).containsEntry(key, LocalDate.parse("2026-10-01"));
    }

    /** Clocks differ, and writes overtake each other. */
    @Test
    void used_neverGoesBack() {
        keyUse().used(key, DAY);
        keyUse().used(key, DAY.minusDays(1));
        keyUse().used(key, DAY);

        assertThat(keyUse().lastUsed(List.of(key))).containsEntry(key, DAY);
    }

    @Test
    void lastUsed_leavesOutWhatWasNeverUsed_andWhatWasNotAskedFor() {
        keyUse().used(key, DAY);
        keyUse().used(key + "-other", DAY);

        assertThat(keyUse().lastUsed(List.of(key, key + "-unused"))).isEqualTo(Map.of(key, DAY));
        assertThat(keyUse().lastUsed(List.of())).isEmpty();
    }

    /** More than DynamoDB reads at once. */
    @Test
    void lastUsed_readsManyKeys_eachNamedOnceOrTwice() {
        var keys =
                IntStream.range(0, 101).mapToObj(number -> key + "-" + number).toList();
        keys.forEach(each -> keyUse().used(each, DAY));

        assertThat(keyUse().lastUsed(IntStream.range(0, 202)
                        .mapToObj(number -> keys.get(number % 101))
                        .toList()))
                .isEqualTo(keys.stream().collect(Collectors.toMap(Function.identity(), _ -> DAY)));
    }
}
