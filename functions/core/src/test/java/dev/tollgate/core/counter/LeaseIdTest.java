package dev.tollgate.core.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseIdTest {
    /** In octal two digits make one character; the 16 bits above the 48 do not count. */
    @ParameterizedTest
    @CsvSource({
        "0, AAAAAAAA",
        "0706050403020100, ABCDEFGH",
        "7776757473727170, 456789-_",
        "1000007777777777777777, ________",
        "0010000000000000000, AAAAAAAA",
    })
    void next_writesSixBitsACharacter(String octal, String text) {
        var bits = Long.parseUnsignedLong(octal, 8);

        assertThat(LeaseId.next(() -> bits)).isEqualTo(new LeaseId(text));
    }

    @Test
    void next_spreadsEvenly_overTheAlphabetInEveryPosition() {
        var random = new Random(20_261_120);
        var ids = Stream.generate(() -> LeaseId.next(random).text())
                .limit(64 * 200)
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        IntStream.range(0, LeaseId.LENGTH).forEach(position -> {
            var frequencies =
                    ids.stream().collect(Collectors.groupingBy(id -> id.charAt(position), Collectors.counting()));

            // 200 each are expected; 70 is five standard deviations
            assertThat(frequencies).hasSize(64);
            assertThat(frequencies.values())
                    .allSatisfy(count -> assertThat(count).isBetween(130L, 270L));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAAAAA", "AAAAAAAAA", "AAAA AAA", "AAAA+AAA", "AAAA/AAA", "AAAA#AAA", "AAAAAAAä"})
    void aLeaseId_isEightCharactersOfTheAlphabet(String text) {
        assertThatThrownBy(() -> new LeaseId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a lease id: " + text);
    }
}
