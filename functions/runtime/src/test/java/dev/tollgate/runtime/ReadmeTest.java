package dev.tollgate.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.testkit.lambda.Deployment;
import dev.tollgate.testkit.lambda.Invocation;
import dev.tollgate.testkit.lambda.LambdaProcess;
import dev.tollgate.testkit.lambda.Reply;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Path EXAMPLE = Path.of("src/test/java/com/example/Countdown.java");

    private static String block(String language) throws IOException {
        var readme = Files.readString(README);
        var start = readme.indexOf("```" + language + "\n") + language.length() + 4;
        return readme.substring(start, readme.indexOf("```", start));
    }

    @Test
    void theExample_isCompiledWithTheTests() throws IOException {
        assertThat(block("java")).isEqualTo(Files.readString(EXAMPLE));
    }

    @Test
    void theTemplate_andTheLink_nameTheScript() throws IOException {
        assertThat(block("yaml")).contains("AWS_LAMBDA_EXEC_WRAPPER: " + TestZip.WRAPPER + " ");
        assertThat(Files.readString(README)).contains("](src/main/lambda/tollgate-runtime)");
        assertThat(Path.of("src/main/lambda/tollgate-runtime")).isExecutable();
    }

    @Test
    void theExample_streams_fromItsZip(@TempDir Path folder) throws Exception {
        var deployment =
                Deployment.of(TestZip.in(folder), "com.example.Countdown").withWrapper(TestZip.WRAPPER);
        try (var api = new RuntimeApiDouble();
                var _ = LambdaProcess.start(deployment, api)) {
            var reply = (Reply.Streamed)
                    api.invoke(Invocation.of("{}", Instant.now().plusSeconds(60)))
                            .await(TestFunction.PATIENCE);

            assertThat(TestFunction.payload(reply)).isEqualTo("data: 3\n\ndata: 2\n\ndata: 1\n\n");
            assertThat(reply.chunks()).hasSize(3);
            assertThat(api.faults()).isEmpty();
        }
    }
}
