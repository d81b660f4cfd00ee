package dev.tollgate.benchmarks.logging;

import dev.tollgate.benchmarks.figures.Measured;
import dev.tollgate.benchmarks.processes.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one process measured.
 *
 * @param firstMillis until its first call was recorded, its log set up before
 * @param microsPerCall when it had recorded many
 * @param bytesPerCall what it wrote of its first call
 */
record Sample(int round, String contestant, String load, double firstMillis, double microsPerCall, long bytesPerCall)
        implements Measured<String> {
    private static final Pattern FIGURES = Pattern.compile("(\\d+) (\\d+) (\\d+)\\s*");

    /** As Lambda starts a function, and with one provider for SLF4J where this class path has two. */
    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dslf4j.internal.verbosity=WARN",
            "-Dslf4j.provider=org.apache.logging.slf4j.SLF4JServiceProvider");

    /**
     * Starts a process and waits for its figures.
     *
     * @throws IllegalStateException if it says anything else, such as a warning
     */
    static Sample take(int round, Way way, String load, Duration time) {
        var builder = ServerProcess.java(
                OPTIONS, LoggingProcess.class.getName(), way.name(), String.valueOf(time.toMillis()));
        try {
            var process = builder.start();
            var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            var figures = FIGURES.matcher(said);
            if (!figures.matches()) {
                throw new IllegalStateException("%s failed: %s".formatted(way, said));
            }
            return new Sample(
                    round,
                    way.title(),
                    load,
                    Long.parseLong(figures.group(1)) / 1e6,
                    Long.parseLong(figures.group(2)) / 1e3,
                    Long.parseLong(figures.group(3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
