package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreludeTest {
    private static String json(int status, Map<String, String> headers) {
        return new String(Prelude.json(status, headers), UTF_8);
    }

    @Test
    void headers_keepTheirOrder() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("b", "2");
        headers.put("a", "1");

        assertThat(json(201, headers)).isEqualTo("{\"statusCode\":201,\"headers\":{\"b\":\"2\",\"a\":\"1\"}}");
    }

    @Test
    void whatJsonDoesNotTake_isEscaped_aboveAllNul() {
        assertThat(json(200, Map.of("a\"b", "\\ \0 \t \u001f é 😀")))
                .isEqualTo("{\"statusCode\":200,\"headers\":{\"a\\\"b\":\"\\\\ \\u0000 \\u0009 \\u001f é 😀\"}}");
    }
}
