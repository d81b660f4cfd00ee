package dev.tollgate.upstream.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReplyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"usage\":{\"a\":1}}                                   | {\"a\":1}",
                "{\"x\":[{\"usage\":2}],\"usage\":{\"a\":1},\"y\":\"}\"} | {\"a\":1}",
                "{\"usage\":0}                                           | 0",
            })
    void field_isTheTopLevelOne(String reply, String value) {
        assertThat(JsonReply.field(reply.getBytes(UTF_8), "usage"))
                .hasValueSatisfying(found -> assertThat(found.toString()).isEqualTo(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"usage\":null}",
                "{\"x\":{\"usage\":1}}",
                "{\"usage\":1,\"usage\":1}",
                "{\"usage\":{\"a\":1,\"a\":2}}",
                "{\"usage\":{\"a\":1}",
                "{\"usage\":{\"a\":1},\"x\":",
            })
    void field_isEmpty_whereItIsMissingOrAmbiguous(String reply) {
        assertThat(JsonReply.field(reply.getBytes(UTF_8), "usage")).isEmpty();
    }
}
