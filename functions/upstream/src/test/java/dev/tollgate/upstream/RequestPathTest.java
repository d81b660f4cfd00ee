package dev.tollgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/models, v1 models",
        "/a, a",
        "/a.b/c..d, a.b c..d",
        "/m%6fdels/%41, models A",
        "/anthropic.claude-v2%3A1/converse, anthropic.claude-v2:1 converse",
        "/anthropic.claude-v2:1, anthropic.claude-v2:1",
        "/a_b~c@d, a_b~c@d",
        "/a%5Fb%7Ec%40d%2Db, a_b~c@d-b",
        "/m:generateContent, m:generateContent",
    })
    void parse_cutsAndDecodesOnce(String path, String segments) {
        assertThat(RequestPath.parse(path).orElseThrow().segments()).isEqualTo(List.of(segments.split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "/",
                "//",
                "/a/",
                "//a",
                "/a//b",
                "/.",
                "/..",
                "/...",
                "/a/./b",
                "/a/../b",
                "/%2e",
                "/%2E%2e",
                "/a%2eb",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a%25b",
                "/a%252fb",
                "/a%00",
                "/a\0",
                "/a%0a",
                "/a\n",
                "/a b",
                "/a%20b",
                "/a+b",
                "/a;b",
                "/a%3bb",
                "/a?b",
                "/a#b",
                "/a%",
                "/a%4",
                "/a%g0",
                "/a%0",
                "/a%-1",
                "/é",
                "/%c3%a9",
                "/%c0%af",
                "/\uff0f",
                "/\u0661",
                "/a*",
                "/a'b",
                "/a\"b",
                "/a(b)",
                "/{a}",
                "/a,b",
                "/a&b",
                "/a=b",
                "/a|b",
                "/a$b",
                "/a!b"
            })
    void parse_refusesWhatServersCouldUnderstandDifferently(String path) {
        assertThat(RequestPath.parse(path)).isEmpty();
    }

    @Test
    void parse_refusesWhatIsLongerThanAPath() {
        assertThat(RequestPath.parse("/" + "a".repeat(1_023))).isPresent();
        assertThat(RequestPath.parse("/" + "a".repeat(1_024))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o.mini_1~x, gpt-4o.mini_1~x",
        "a:b@c, a%3Ab%40c",
        "a/b%2f, a%2Fb%252f",
        "ä, %C3%A4",
        "'a b+c', a%20b%2Bc",
    })
    void encode_leavesOnlyWhatIsPlain(String segment, String encoded) {
        assertThat(RequestPath.encode(segment)).isEqualTo(encoded);
    }
}
