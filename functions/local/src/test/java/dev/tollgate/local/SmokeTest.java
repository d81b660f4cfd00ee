package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./tollgate smoke} against both local stages, and in every dialect that is spoken there. */
class SmokeTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "production"})
    void aStageThatWorks_passes(String stage) throws IOException, InterruptedException {
        assertPasses("--stage " + stage);
    }

    @ParameterizedTest
    @MethodSource("otherBackends")
    void everyDialect_passes(String backend) throws IOException, InterruptedException {
        assertPasses("--backend " + backend);
    }

    /** The demo backend is the one that is called where none is named. */
    private static Stream<String> otherBackends() {
        return Seeds.EVERY_BACKEND.stream().filter(backend -> !backend.equals(Seeds.DEMO_BACKEND));
    }

    @Test
    void aBrokenProvider_fails_andNothingIsLeft() throws IOException, InterruptedException {
        var said = new AdminTool(folder).run("./tollgate smoke --model demo-cut || echo exit code $?");

        assertThat(said)
                .contains("FAIL whole call      502 ")
                .contains("ok   clean-up ")
                .endsWith("exit code 1\n");
        assertNothingIsLeft();
    }

    @Test
    void aRunThatIsEnded_takesEverythingAway() throws IOException, InterruptedException {
        // Its reply never comes.
        var process = new AdminTool(folder).start("./tollgate smoke --model demo-stall");
        try (var output = process.inputReader()) {
            var line = output.readLine();
            while (line != null && !line.startsWith("ok   policy and key")) {
                line = output.readLine();
            }
            // As Ctrl-C does. That of the process itself would close its output too.
            process.toHandle().destroy();
            assertThat(output.lines()).anyMatch(each -> each.startsWith("ok   clean-up "));
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertNothingIsLeft();
    }

    private void assertPasses(String options) throws IOException, InterruptedException {
        var said = new AdminTool(folder).run("./tollgate smoke " + options);

        assertThat(said.lines()).hasSize(7).allMatch(line -> line.startsWith("ok   "));
        assertThat(said).doesNotContain("tg-");
    }

    /** Of the three the policy goes last. */
    private void assertNothingIsLeft() throws IOException, InterruptedException {
        assertThat(new AdminTool(folder).run("./tollgate policies list"))
                .contains("AIGold")
                .doesNotContain("smoke-");
    }
}
