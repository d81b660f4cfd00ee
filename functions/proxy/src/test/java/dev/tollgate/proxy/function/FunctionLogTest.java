package dev.tollgate.proxy.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of a process that starts, in one of its own. Its class path has none of what is left out of Powertools. */
@Timeout(60)
class FunctionLogTest {
    @Test
    void everyLogger_endsInTheSameLog_inTheSameForm() throws Exception {
        var messages = messages(run(Map.of()));

        assertThat(messages).containsExactly("INFO info of ours", "WARN a warning", "INFO call", "metrics");
    }

    @ParameterizedTest
    @CsvSource({
        "POWERTOOLS_LOG_LEVEL,DEBUG,true,true",
        "AWS_LAMBDA_LOG_LEVEL,DEBUG,true,true",
        "POWERTOOLS_LOG_LEVEL,WARN,false,false",
        "AWS_LAMBDA_LOG_LEVEL,ERROR,false,false"
    })
    void theEnvironment_setsTheLevelOfOurLoggers(String variable, String level, boolean hasDebug, boolean hasInfo)
            throws Exception {
        var messages = messages(run(Map.of(variable, level)));

        assertThat(messages.contains("DEBUG debug of ours")).isEqualTo(hasDebug);
        assertThat(messages.contains("INFO call")).isEqualTo(hasInfo);
        assertThat(messages).as("whatever the level").contains("metrics");
    }

    /** They would show keys and prompts. */
    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "DEBUG", "INFO"})
    void noLevel_showsWhatIsOnTheWire(String level) throws Exception {
        var environment = Map.of("POWERTOOLS_LOG_LEVEL", level, "AWS_LAMBDA_LOG_LEVEL", level);

        assertThat(run(environment)).doesNotContain("secret");
        assertThat(run(environment, "by Powertools")).doesNotContain("secret").contains("\"a warning\"");
    }

    private static List<String> messages(String output) throws IOException {
        return StandardOutput.json(output).stream()
                .map(line -> line.has("_aws")
                        ? "metrics"
                        : line.path("level").asText() + " "
                                + line.path("message").asText())
                .toList();
    }

    private static String run(Map<String, String> environment, String... arguments) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-cp", System.getProperty("java.class.path"), FreshFunction.class.getName());
        var builder = new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of(arguments)).toList())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
