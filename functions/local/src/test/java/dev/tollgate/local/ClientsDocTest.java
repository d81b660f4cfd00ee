package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents tell people to type, typed. */
@Timeout(600)
class ClientsDocTest {
    private static final Set<String> LANGUAGES = Set.of("python", "javascript", "java", "bash");
    private static final Pattern PYTHON_IMPORT = Pattern.compile("(?m)^(from|import) .*$");

    static Stream<Snippet> snippets() throws IOException {
        return Stream.concat(Snippet.of("README.md"), Snippet.of("docs/clients.md"))
                .filter(snippet -> LANGUAGES.contains(snippet.language()));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void aSnippet_printsWhatTheModelAnswers(Snippet documented, @TempDir Path folder) throws Exception {
        var application =
                Running.application(new WindowLength(1, WindowUnit.DAY), Dimension.TOTAL_TOKEN_COUNT, 1_000_000);
        var snippet = documented.at(Running.TOLLGATE.uri().toString());
        var environment = Map.of("TOLLGATE_KEY", application.key());

        var printed = switch (snippet.language()) {
            case "java" -> JavaSnippet.run(snippet.code(), application.key(), folder);
            case "javascript" -> javaScript(snippet.code(), environment);
            case "python" -> python(snippet.code(), environment);
            default -> bash(snippet.code(), environment);
        };

        assertThat(printed).contains("You said: ", "my tokens are counted like a real one's");
        assertThat(application.counter().used().requestCount()).isEqualTo(1);
    }

    private static String javaScript(String code, Map<String, String> environment) throws Exception {
        var obstacle = NpmClients.install();
        if (obstacle.isPresent()) {
            abort(obstacle.get());
        }
        return printed(NpmClients.script(code, environment));
    }

    private static String python(String code, Map<String, String> environment) throws Exception {
        assumeTrue(NpmClients.onThePath("python3"), "needs python3 on the PATH");
        for (var statement : PYTHON_IMPORT.matcher(code).results().toList()) {
            var imported = NpmClients.run(List.of("python3", "-c", statement.group()), Map.of());
            assumeTrue(imported.status() == 0, () -> "python3 cannot do: " + statement.group());
        }
        return printed(NpmClients.run(List.of("python3", "-c", code), environment));
    }

    private static String bash(String code, Map<String, String> environment) throws Exception {
        assumeTrue(NpmClients.onThePath("bash") && NpmClients.onThePath("curl"), "needs bash and curl on the PATH");
        return printed(NpmClients.run(List.of("bash", "-c", code), environment));
    }

    private static String printed(NpmClients.Run run) {
        assertThat(run.status()).as(run.output()).isZero();
        return run.output();
    }
}
