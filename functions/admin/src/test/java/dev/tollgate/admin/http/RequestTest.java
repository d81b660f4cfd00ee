package dev.tollgate.admin.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/{proxy+}        | {'proxy':'policies/Gold'}  | /policies/Gold",
                "/admin/{proxy+}  | {'proxy':'policies'}       | /policies",
                "/{proxy+}        | null                       | /",
                "/policies        | null                       | /policies",
                "/policies/{id}   | {'id':'Gold'}              | /policies/Gold",
                "/s/{id}/k/{key}/rotate | {'id':'a','key':'$1'} | /s/a/k/$1/rotate",
            })
    void read_findsThePath_howeverTheApiWasMade(String resource, String parameters, String path) throws IOException {
        assertThat(read(resource, parameters)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"x/keys", "../policies", "x/keys/y"})
    void read_leavesNoSlash_inWhatIsOnePartOfThePath(String id) throws IOException {
        assertThat(read("/subscriptions/{id}", "{'id':'%s'}".formatted(id)).substring("/subscriptions/".length()))
                .doesNotContain("/");
    }

    /** The path of the event differs: it has the base path of a custom domain. */
    private static String read(String resource, String parameters) throws IOException {
        var event = "{'httpMethod':'GET','path':'/sandbox/x','resource':'%s','pathParameters':%s}"
                .formatted(resource, parameters)
                .replace('\'', '"');
        return Request.read(new ByteArrayInputStream(event.getBytes(UTF_8))).path();
    }
}
