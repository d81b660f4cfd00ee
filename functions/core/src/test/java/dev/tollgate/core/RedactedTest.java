package dev.tollgate.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedTest {
    /** The hashes are those of {@code printf <text> | sha256sum}. */
    @ParameterizedTest
    @CsvSource({"secret, '[6 characters, sha256 2bb80d]'", "grüß, '[4 characters, sha256 0be031]'"})
    void toString_showsLengthAndShortHash_only(String text, String shown) {
        var redacted = new Redacted(text);

        assertThat(redacted).hasToString(shown);
        assertThat(redacted.reveal()).isEqualTo(text);
    }
}
