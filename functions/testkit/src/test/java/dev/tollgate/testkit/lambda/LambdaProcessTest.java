package dev.tollgate.testkit.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LambdaProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String WRAPPER = "/var/task/bin/start";

    @TempDir
    private Path folder;

    /** A function whose wrapper is this script. */
    private Deployment deployment(String script) throws IOException {
        return zip(script, "rwxr-xr-x").withWrapper(WRAPPER);
    }

    private Deployment zip(String script, String mode) throws IOException {
        var zip = folder.resolve("function.zip");
        var settings = Map.of("create", "true", "enablePosixFileAttributes", "true");
        try (var files = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), settings)) {
            Files.createDirectory(files.getPath("bin"));
            var start = Files.writeString(files.getPath("bin/start"), "#!/bin/sh\n" + script);
            Files.setPosixFilePermissions(start, PosixFilePermissions.fromString(mode));
            Files.writeString(files.getPath("data.txt"), "data");
        }
        return Deployment.of(zip, "dev.example.Function::handleRequest");
    }

    @Test
    void start_givesTheWrapperTheStockCommand() throws Exception {
        try (var process = LambdaProcess.start(deployment("printf '%s\\n' \"$@\"; cat data.txt; exit 3"))) {
            assertThat(process.awaitExit(PATIENCE)).isEqualTo(3);

            assertThat(process.output().lines().toList())
                    .startsWith(System.getProperty("java.home") + "/bin/java", "-XX:MaxHeapSize=445644k")
                    .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:on", "-classpath")
                    .endsWith(
                            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                            "dev.example.Function::handleRequest",
                            "data");
        }
    }

    @Test
    void start_letsTheSecondCompilerWork_beforeASnapshot() throws Exception {
        var deployment = deployment("echo \"$@\"").initializedBy(InitializationType.SNAP_START);

        try (var process = LambdaProcess.start(deployment)) {
            process.awaitExit(PATIENCE);

            assertThat(process.output()).doesNotContain("TieredStopAtLevel");
        }
    }

    @Test
    void start_inheritsNothing() throws Exception {
        var deployment = deployment("/usr/bin/env")
                .at("127.0.0.1:7")
                .withMaxConcurrency(16)
                .with("MINE", "1");

        try (var process = LambdaProcess.start(deployment)) {
            process.awaitExit(PATIENCE);

            assertThat(process.output().lines())
                    .contains(
                            "_HANDLER=dev.example.Function::handleRequest",
                            "LAMBDA_TASK_ROOT=" + process.taskRoot(),
                            "AWS_LAMBDA_RUNTIME_API=127.0.0.1:7",
                            "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand",
                            "AWS_EXECUTION_ENV=AWS_Lambda_java25",
                            "AWS_LAMBDA_MAX_CONCURRENCY=16",
                            "MINE=1")
                    .noneMatch(line -> line.startsWith("HOME=") || line.startsWith("JAVA_HOME="));
        }
    }

    @Test
    void start_fails_whenTheWrapperIsNotExecutable() throws Exception {
        var deployment = zip("", "rw-r--r--").withWrapper(WRAPPER);

        assertThatThrownBy(() -> LambdaProcess.start(deployment))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not executable")
                .hasMessageContaining("0755");
    }

    @Test
    void start_fails_whenTheWrapperIsMissing() throws Exception {
        var deployment = deployment("").withWrapper("/var/task/elsewhere");

        assertThatThrownBy(() -> LambdaProcess.start(deployment)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void start_runsTheStockRuntime_withoutAWrapper() throws Exception {
        var deployment = zip("", "rwxr-xr-x");
        assertThatThrownBy(() -> LambdaProcess.start(deployment)).isInstanceOf(IllegalArgumentException.class);

        try (var process = LambdaProcess.start(deployment.withRuntime(List.of(folder)))) {
            assertThat(process.awaitExit(PATIENCE)).isEqualTo(1);
            assertThat(process.output()).contains("ClassNotFoundException");
        }
    }

    @Test
    void kill_tellsTheDoubleThatItsCallIsLost() throws Exception {
        try (var api = new RuntimeApiDouble();
                var process = LambdaProcess.start(deployment("echo ready; exec sleep 600"), api);
                var runtime = new RawRuntime(api)) {
            process.awaitOutput("ready", PATIENCE);
            var call = api.invoke(Invocation.of("{}", Instant.EPOCH));
            runtime.get("/runtime/invocation/next");

            process.kill();

            assertThat(process.awaitExit(PATIENCE)).isEqualTo(128 + 9);
            assertThat(call.await(PATIENCE)).isInstanceOf(Reply.Lost.class);
        }
    }

    @Test
    void kill_endsItsChildrenToo() throws Exception {
        try (var process = LambdaProcess.start(deployment("sleep 600 & echo ready; wait"))) {
            process.awaitOutput("ready", PATIENCE);
            assertThat(process.isOutputEnded()).isFalse();

            process.kill();

            assertThat(process.isOutputEnded()).isTrue();
        }
    }

    @Test
    void terminate_letsItEndItself() throws Exception {
        var script = "trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.05; done";

        try (var process = LambdaProcess.start(deployment(script))) {
            process.awaitOutput("ready", PATIENCE);
            process.terminate();

            assertThat(process.awaitExit(PATIENCE)).isEqualTo(7);
            assertThat(process.output()).contains("bye");
        }
    }

    @Test
    void output_keepsTheLastMegabyte() throws Exception {
        var script = "head -c 3000000 /dev/zero | tr '\\0' x; echo end >&2";

        try (var process = LambdaProcess.start(deployment(script))) {
            process.awaitExit(PATIENCE);

            assertThat(process.output()).hasSize(1 << 20).endsWith("xend\n");
        }
    }

    @Test
    void peakResidentBytes_isKnownWhileItRuns() throws Exception {
        try (var process = LambdaProcess.start(deployment("echo ready; exec sleep 600"))) {
            process.awaitOutput("ready", PATIENCE);
            if (Files.exists(Path.of("/proc/self/status"))) {
                assertThat(process.peakResidentBytes().orElseThrow()).isPositive();
            }

            process.kill();

            assertThat(process.peakResidentBytes()).isEmpty();
        }
    }

    @Test
    void close_killsItAndDeletesItsFolder() throws Exception {
        var process = LambdaProcess.start(deployment("sleep 600"));
        assertThat(process.taskRoot().resolve("data.txt")).hasContent("data");

        process.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(process.taskRoot()).doesNotExist();
    }
}
