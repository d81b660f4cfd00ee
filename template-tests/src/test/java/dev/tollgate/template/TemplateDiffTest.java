package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateDiffTest {
    @Test
    void equalDocuments_haveNoLine_whateverTheOrderOfFields() {
        assertThat(diff("{'a': 1, 'b': [1, {'c': null}]}", "{'b': [1, {'c': null}], 'a': 1}"))
                .isEmpty();
    }

    @Test
    void aLine_namesThePath_andWhatWasAndIs() {
        assertThat(diff("{'a': {'b': 900, 'c': 'x'}}", "{'a': {'b': 29, 'd': [true]}}"))
                .containsExactly("~ a.b: 900 -> 29", "- a.c: \"x\"", "+ a.d: [true]");
    }

    @Test
    void anotherKindOfValue_isAChange() {
        assertThat(diff("{'a': [1]}", "{'a': {'b': 1}}")).containsExactly("~ a: [1] -> {\"b\":1}");
        assertThat(diff("{'a': null}", "{'a': 'null'}")).containsExactly("~ a: null -> \"null\"");
    }

    @Test
    void anElementInTheMiddle_doesNotChangeThoseBehindIt() {
        assertThat(diff("['a', 'c', 'd']", "['a', 'b', 'c', 'd']")).containsExactly("+ [1]: \"b\"");
        assertThat(diff("['a', 'b', 'b', 'c']", "['a', 'b', 'c']")).containsExactly("- [2]: \"b\"");
        assertThat(diff("['a', 'b', 'c', 'd', 'e']", "['a', 'c', 'e']"))
                .containsExactly("- [1]: \"b\"", "- [3]: \"d\"");
        assertThat(diff("['a', 'b', 'c']", "['x', 'b', 'c', 'y']"))
                .containsExactly("~ [0]: \"a\" -> \"x\"", "+ [3]: \"y\"");
        assertThat(diff("[{'x': 1}, 2]", "[{'x': 3}, 2]")).containsExactly("~ [0].x: 1 -> 3");
        assertThat(diff("['a', 'b']", "[]")).containsExactly("- [0]: \"a\"", "- [1]: \"b\"");
    }

    @Test
    void aLongValue_isCut() {
        assertThat(diff("{}", "{'a': '" + "x".repeat(1000) + "'}"))
                .singleElement()
                .asString()
                .hasSize(166)
                .endsWith("…");
    }

    @Test
    void ofALongText_isShownWhatIsDifferent() {
        var same = "x".repeat(1000);

        assertThat(diff("{'a': '%s, 1'}".formatted(same), "{'a': '%s, 2 and more'}".formatted(same)))
                .containsExactly("~ a: …%1$s, 1\" -> …%1$s, 2 and more\"".formatted("x".repeat(38)));
    }

    private static List<String> diff(String before, String after) {
        return TemplateDiff.of(json(before), json(after));
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
