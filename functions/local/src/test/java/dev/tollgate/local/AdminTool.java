package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./tollgate} as a process of its own, in the hands of the local gateway's admin.
 *
 * @param folder where its scripts run
 */
record AdminTool(Path folder) {
    /** Runs a script to its good end, and gives everything it says, on both streams. */
    String run(String script) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var process = prepared(script).redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        var said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** Starts a script of one command, which becomes the process itself. */
    Process start(String command) throws IOException {
        return prepared(command).start();
    }

    private ProcessBuilder prepared(String script) throws IOException {
        var tool = folder.resolve("tollgate");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(
                tool,
                "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' dev.tollgate.cli.Main \"$@\"\n"
                        .formatted(java, System.getProperty("java.class.path")));
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "TOLLGATE_PORT", String.valueOf(Running.TOLLGATE.uri().getPort()),
                        "TOLLGATE_ADMIN_TOKEN", Running.TOLLGATE.adminToken().reveal(),
                        "OPENAI_API_KEY", "sk-nobody"));
        return builder;
    }
}
