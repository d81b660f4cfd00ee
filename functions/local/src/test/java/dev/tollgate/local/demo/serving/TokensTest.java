package dev.tollgate.local.demo.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    @Test
    void split_makesPiecesOfUpToFourCharacters_withTheSpaceBeforeThem() {
        assertThat(Tokens.split("Hello, you  gate ")).containsExactly("Hell", "o,", " you", "  gate");
    }

    @Test
    void split_neverHalvesACharacter() {
        assertThat(Tokens.split("😀😀😀😀😀")).containsExactly("😀😀😀😀", "😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "a b c", "Hello, gate!", "你好，世界", "😀 😀", "\n\t x\u00a0y "})
    void count_isWhatSplitMakes_andNeverMoreThanTheBytes(String text) {
        assertThat(Tokens.count(text))
                .isEqualTo(Tokens.split(text).size())
                .isLessThanOrEqualTo(text.getBytes(UTF_8).length);
    }

    @Test
    void count_isAsManyAsWereKept_whenATextIsCut() {
        var tokens = Tokens.split("What is cut between two tokens keeps its count.");

        assertThat(Stream.iterate(0, size -> size <= tokens.size(), size -> size + 1))
                .allSatisfy(size -> assertThat(Tokens.count(String.join("", tokens.subList(0, size))))
                        .isEqualTo(size.longValue()));
    }
}
