package dev.tollgate.upstream.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    private static final JsonNode SEVEN = LongNode.valueOf(7);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                              | {\"x\":7}",
                "{ \"a\" : 1.00 }                | {\"x\":7, \"a\" : 1.00 }",
                "{\"x\":null,\"a\":1e2}          | {\"x\":7,\"a\":1e2}",
                "{\"a\":1,\"x\":12345}           | {\"a\":1,\"x\":7}",
                "{\"a\":1,\"x\": \"ä\\n\" ,\"b\":2} | {\"a\":1,\"x\": 7 ,\"b\":2}",
                "{\"x\":{\"x\":[1,{\"x\":2}]},\"b\":{\"x\":3}} | {\"x\":7,\"b\":{\"x\":3}}",
                "{\"x\":true}                    | {\"x\":7}",
                "{\"x\":-1.5e+3}                 | {\"x\":7}",
            })
    void with_changesOneField_andNothingElse(String body, String expected) throws Exception {
        assertThat(changed(body, Map.of("x", SEVEN))).isEqualTo(expected);
    }

    @Test
    void with_changesSeveralFields_wherever() throws Exception {
        var changes = new LinkedHashMap<String, JsonNode>();
        changes.put("new", TextNode.valueOf("\"quoted\""));
        changes.put("x", SEVEN);
        changes.put("y", SEVEN);

        assertThat(changed("{\"y\":[],\"a\":1,\"x\":{}}", changes))
                .isEqualTo("{\"new\":\"\\\"quoted\\\"\",\"y\":7,\"a\":1,\"x\":7}");
    }

    @Test
    void with_leavesTheBytesAlone_whenNothingChanges() throws Exception {
        assertThat(changed(" {\"a\" : 1} ", Map.of())).isEqualTo(" {\"a\" : 1} ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                    | The body is empty",
                "[1]                   | The body must be a JSON object",
                "{\"a\":1,\"a\":2}     | a name stands there twice in one object",
                "{\"a\":{\"b\":1,\"b\":2}} | a name stands there twice in one object",
                "{\"a\":1}{            | The body is not valid JSON",
                "{\"a\":1} x           | The body is not valid JSON",
                "{\"a\":               | at line 1, column",
                "{a:1}                 | The body is not valid JSON",
                "{\"a\":NaN}           | The body is not valid JSON",
            })
    void parse_refuses_withAReason(String body, String reason) {
        assertThatThrownBy(() -> JsonBody.parse(body.getBytes(UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void parse_refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> JsonBody.parse("{\"a\":1}".getBytes(UTF_16LE)))
                .hasMessage("The body must be a JSON object in UTF-8, without a byte order mark.");
        assertThatThrownBy(() -> JsonBody.parse(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}))
                .isInstanceOf(MalformedJsonException.class);
    }

    /** An "m" in two bytes: some readers take it for the letter, others do not. */
    @Test
    void parse_refusesOverlongCharacters() {
        var body = "{\"?_max_tokens\":1}".getBytes(UTF_8);
        body[2] = (byte) 0xC1;
        body[3] = (byte) 0xAD;

        assertThatThrownBy(() -> JsonBody.parse(body)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void parse_refusesWhatHasTooManyParts() {
        var body = ("{\"a\":[" + "{},".repeat(100_000) + "{}]}").getBytes(UTF_8);

        assertThatThrownBy(() -> JsonBody.parse(body)).hasMessageContaining("it has more than 200000 parts");
    }

    @Test
    void parse_refusesWhatIsNestedTooDeep() throws Exception {
        JsonBody.parse(nested(JsonBody.MAX_DEPTH - 1));

        assertThatThrownBy(() -> JsonBody.parse(nested(JsonBody.MAX_DEPTH)))
                .hasMessageContaining("nested deeper than 100 levels");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"o\": { \"a\" : 1.50, \"b\":\"}\" } ,\"x\":0.10} | {\"o\": { \"a\" : 7, \"b\":\"}\" } ,\"x\":0.10}",
                "{\"x\":{\"a\":2},\"o\":{}}                     | {\"x\":{\"a\":2},\"o\":{\"a\":7}}",
                "{\"o\":{\"€\":[1e0,{}]}}                       | {\"o\":{\"a\":7,\"€\":[1e0,{}]}}",
            })
    void object_canBeChanged_withoutTouchingTheRest(String body, String expected) throws MalformedJsonException {
        var inner = JsonBody.parse(body.getBytes(UTF_8)).object("o");

        assertThat(changed(body, Map.of("o", JsonBody.raw(inner.with(Map.of("a", SEVEN))))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"o\":null}", "{\"o\":[]}", "{\"x\":{\"o\":{}}}"})
    void object_isRefused_whereThereIsNone(String body) throws MalformedJsonException {
        var parsed = JsonBody.parse(body.getBytes(UTF_8));

        assertThatThrownBy(() -> parsed.object("o")).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] nested(int arrays) {
        return ("{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}").getBytes(UTF_8);
    }

    private static String changed(String body, Map<String, JsonNode> changes) throws MalformedJsonException {
        return new String(JsonBody.parse(body.getBytes(UTF_8)).with(changes), UTF_8);
    }
}
