package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the script that Lambda starts, with a java that only tells its arguments. */
class LaunchScriptTest {
    private static final Path SCRIPT =
            Path.of("src/main/lambda/tollgate-runtime").toAbsolutePath();
    private static final String STOCK_CLASS_PATH =
            "/var/runtime/lib/aws-lambda-java-core-1.2.3.jar:/var/runtime/lib/aws-lambda-java-serialization-1.1.5.jar";
    private static final String STOCK_MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final List<String> OURS = List.of("-cp", "/var/task:/var/task/lib/*", "dev.tollgate.runtime.Main");

    @TempDir
    Path folder;

    private Path java;

    @BeforeEach
    void writeJava() throws IOException {
        java = Files.createDirectory(folder.resolve("a folder")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nfor argument do printf '%s\\n' \"$argument\"; done\nexit 7\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What Lambda's Java runtimes have passed, as functions that print it show; java25 leaves the compiler alone under SnapStart. */
    @Test
    void stockOptionsAreKept_withoutTheirClassPathArchiveMainClassAndHandler() throws Exception {
        var started = start(
                "-XX:MaxHeapSize=445645k",
                "-XX:+UseSerialGC",
                "-Xshare:on",
                "-XX:SharedArchiveFile=/var/lang/lib/server/runtime.jsa",
                "-XX:+TieredCompilation",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-XX:+ErrorFileToStderr",
                "-classpath",
                STOCK_CLASS_PATH,
                STOCK_MAIN,
                "example.Handler::handleRequest");

        assertThat(started)
                .isEqualTo(followedByOurs(
                        "-XX:MaxHeapSize=445645k",
                        "-XX:+UseSerialGC",
                        "-XX:+TieredCompilation",
                        "-XX:TieredStopAtLevel=1",
                        "--add-opens=java.base/java.io=ALL-UNNAMED",
                        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                        "-XX:+ErrorFileToStderr"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xshare:on",
                "-Xshare:auto",
                "-XX:SharedArchiveFile=/var/lang/lib/server/runtime.jsa",
                "-XX:AOTCache=/var/lang/lib/server/runtime.aot",
                "-XX:AOTMode=on",
                "--class-path=/var/runtime/lib/core.jar"
            })
    void whatIsMadeForTheStockClassPathIsLeftOut(String option) throws Exception {
        assertThat(start(option, "-Xss1m", STOCK_MAIN)).isEqualTo(followedByOurs("-Xss1m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-cp", "-classpath", "--class-path"})
    void classPathIsLeftOut_howeverItIsNamed(String option) throws Exception {
        assertThat(start(option, STOCK_CLASS_PATH, "-Xss1m", STOCK_MAIN)).isEqualTo(followedByOurs("-Xss1m"));
    }

    @Test
    void valueBehindAnOptionIsNotTakenForTheMainClass() throws Exception {
        assertThat(start("--add-opens", "java.base/java.io=ALL-UNNAMED", "-p", "/modules", "-Xss1m", STOCK_MAIN))
                .isEqualTo(followedByOurs("--add-opens", "java.base/java.io=ALL-UNNAMED", "-p", "/modules", "-Xss1m"));
    }

    @Test
    void spacesAndWildcardsAreKept_andEmptyArgumentsLeftOut() throws Exception {
        assertThat(start("-Da=b  c", "", "-Dd=*", "-De=$HOME", "-Df=\"'\\", STOCK_MAIN, "", "-Xss1m"))
                .isEqualTo(followedByOurs("-Da=b  c", "-Dd=*", "-De=$HOME", "-Df=\"'\\"));
    }

    @Test
    void noArgumentsAtAll_startsOurs() throws Exception {
        assertThat(start()).isEqualTo(OURS);
    }

    @Test
    void optionWithoutItsValue_isNoReasonToFail() throws Exception {
        assertThat(start("-Xss1m", "-cp")).isEqualTo(followedByOurs("-Xss1m"));
    }

    @Test
    void folderOfTheFunctionMayHaveSpaces() throws Exception {
        assertThat(startIn("/var/my task"))
                .containsExactly("-cp", "/var/my task:/var/my task/lib/*", "dev.tollgate.runtime.Main");
    }

    private static List<String> followedByOurs(String... options) {
        return Stream.concat(Stream.of(options), OURS.stream()).toList();
    }

    private List<String> start(String... arguments) throws Exception {
        return startIn("/var/task", arguments);
    }

    private List<String> startIn(String task, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("/bin/sh", SCRIPT.toString(), java.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LAMBDA_TASK_ROOT", task);

        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as("java's exit code; output: %s", output).isEqualTo(7);
        return output.lines().toList();
    }
}
