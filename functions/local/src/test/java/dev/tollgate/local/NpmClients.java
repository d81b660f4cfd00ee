package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The tests in {@code src/test/clients}, installed under {@code target}: anew only where their lock has changed. */
final class NpmClients {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Path SOURCES = MODULE.resolve("src/test/clients");
    private static final Path INSTALLED = MODULE.resolve("target/clients").toAbsolutePath();
    private static final Path LOCK_INSTALLED = INSTALLED.resolve("installed-lock.json");
    private static final int OLDEST_NODE = 20;
    private static final long MINUTES = 5;

    private NpmClients() {}

    /** What a program came to. */
    record Run(int status, String output) {
        boolean failed() {
            return status != 0;
        }
    }

    /** Makes them ready to run; says why they cannot where they cannot. */
    static Optional<String> install() throws IOException, InterruptedException {
        var node = onThePath("node") ? run(List.of("node", "--version"), Map.of()) : new Run(1, "");
        if (node.failed() || major(node.output()) < OLDEST_NODE || !onThePath("npm")) {
            return Optional.of("needs npm and Node %d or later on the PATH".formatted(OLDEST_NODE));
        }
        Files.createDirectories(INSTALLED);
        // The tests of this module run in two processes.
        try (var others = FileChannel.open(
                        INSTALLED.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = others.lock()) {
            return installed();
        }
    }

    private static Optional<String> installed() throws IOException, InterruptedException {
        copySources();
        var lock = INSTALLED.resolve("package-lock.json");
        if (Files.exists(LOCK_INSTALLED) && Files.mismatch(LOCK_INSTALLED, lock) < 0) {
            return Optional.empty();
        }
        var npm = run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), Map.of());
        if (npm.failed()) {
            return Optional.of("npm could not install them:\n" + npm.output());
        }
        Files.copy(lock, LOCK_INSTALLED, StandardCopyOption.REPLACE_EXISTING);
        return Optional.empty();
    }

    /** Runs one file of tests. */
    static Run test(String file, Map<String, String> environment) throws IOException, InterruptedException {
        return run(List.of("node", "--test", "--test-reporter=tap", file), environment);
    }

    /** Runs a module that may import what is installed. */
    static Run script(String code, Map<String, String> environment) throws IOException, InterruptedException {
        var file = Files.createTempFile(INSTALLED, "script", ".mjs");
        try {
            Files.writeString(file, code);
            return run(List.of("node", file.toString()), environment);
        } finally {
            Files.delete(file);
        }
    }

    private static void copySources() throws IOException {
        try (var files = Files.list(SOURCES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = INSTALLED.resolve(file.getFileName());
                // What another process may be running stays as it is.
                if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static boolean onThePath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    /** Of {@code v20.20.2}, 20. */
    private static int major(String version) {
        return Integer.parseInt(version.strip().replaceFirst("v(\\d+).*", "$1"));
    }

    /** Runs a program to its end, in the folder of what is installed. */
    static Run run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        var output = Files.createTempFile(INSTALLED, "output", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return new Run(1, "%s took longer than %d minutes".formatted(command, MINUTES));
            }
            return new Run(process.exitValue(), Files.readString(output, UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
