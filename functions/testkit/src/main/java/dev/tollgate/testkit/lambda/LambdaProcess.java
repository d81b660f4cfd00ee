package dev.tollgate.testkit.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of a function, started from its zip as Lambda's {@code java25} runtime starts it: unzipped with the modes of
 * its files, in an environment that inherits nothing, by its wrapper script if it has one. Thread safe.
 *
 * <p>It differs from Lambda in that files stay writable, {@code /tmp} is the machine's, and no limit of memory or
 * processors holds but the one on the heap.
 */
public final class LambdaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int KILOBYTES = 1024;

    private final TaskRoot taskRoot;
    private final long startedAt;
    private final Process process;
    private final Output output;
    private final Thread reader;
    private final CompletableFuture<Void> exited;

    private LambdaProcess(TaskRoot taskRoot, ProcessBuilder builder, OutputStream log, Runnable onExit)
            throws IOException {
        this.taskRoot = taskRoot;
        output = new Output(log);
        startedAt = System.nanoTime();
        process = builder.start();
        reader = Thread.ofVirtual().start(() -> output.read(process.getInputStream()));
        exited = process.onExit().thenRunAsync(() -> {
            onExit.run();
            awaitLastOutput();
        });
    }

    /** A child that outlives the process keeps its output open: that is not waited for. */
    private void awaitLastOutput() {
        try {
            var _ = reader.join(Duration.ofSeconds(1));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts it at this double, which learns when it ends.
     *
     * @throws IOException if the zip cannot be read, or its wrapper script is missing or not executable
     */
    public static LambdaProcess start(Deployment deployment, RuntimeApiDouble api) throws IOException {
        return start(deployment, api, OutputStream.nullOutputStream());
    }

    /**
     * Starts it at this double, and copies to the log what it writes; a log that fails or blocks stops it from being read.
     *
     * @throws IOException if the zip cannot be read, or its wrapper script is missing or not executable
     */
    public static LambdaProcess start(Deployment deployment, RuntimeApiDouble api, OutputStream log)
            throws IOException {
        return start(deployment.at(api.address()), log, api::processEnded);
    }

    /**
     * Starts it at the address that the deployment names.
     *
     * @throws IOException if the zip cannot be read, or its wrapper script is missing or not executable
     */
    public static LambdaProcess start(Deployment deployment) throws IOException {
        return start(deployment, OutputStream.nullOutputStream(), () -> {});
    }

    private static LambdaProcess start(Deployment deployment, OutputStream log, Runnable onExit) throws IOException {
        var taskRoot = TaskRoot.of(deployment.zip());
        try {
            var runtime = new JavaRuntime(deployment, taskRoot.path());
            var builder = new ProcessBuilder(runtime.command())
                    .directory(taskRoot.path().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(runtime.environment());
            return new LambdaProcess(taskRoot, builder, log, onExit);
        } catch (IOException | RuntimeException e) {
            taskRoot.delete();
            throw e;
        }
    }

    /** Its id; a wrapper script that does not {@code exec} has the runtime as a child under another one. */
    public long pid() {
        return process.pid();
    }

    /** When it was started, by {@link System#nanoTime}; it was unzipped before. */
    public long startedAt() {
        return startedAt;
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The folder that stands for {@code /var/task}. */
    public Path taskRoot() {
        return taskRoot.path();
    }

    /** What it has written to its standard output and error, as they came: the last megabyte. */
    public String output() {
        return output.text();
    }

    /**
     * Waits until it has written this.
     *
     * @throws IllegalStateException if it has not within this time
     */
    public void awaitOutput(String text, Duration patience) throws InterruptedException {
        if (!output.holdsWithin(text, patience)) {
            throw new IllegalStateException("no \"%s\" within %s, but:%n%s".formatted(text, patience, output()));
        }
    }

    /**
     * Waits for its end; then its output is complete, and its double has been told.
     *
     * @return its exit code; 128 and the signal's number if a signal ended it
     * @throws IllegalStateException if it runs on after this time
     */
    public int awaitExit(Duration patience) throws InterruptedException {
        try {
            exited.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return process.exitValue();
        } catch (TimeoutException e) {
            throw new IllegalStateException("runs on after %s:%n%s".formatted(patience, output()), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends it and its children at once (SIGKILL), as Lambda does at a deadline, and waits until they have ended. */
    public void kill() throws InterruptedException {
        var children = process.descendants().toList();
        // By the handle: the process itself would close its output as well, and the last of it be lost.
        process.toHandle().destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitExit(PATIENCE);
    }

    /** Asks it to end (SIGTERM), as Lambda does before it takes an environment down; does not wait. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Whether nobody can write to its output any more, no child of it either. */
    boolean isOutputEnded() {
        return !reader.isAlive();
    }

    /** The most memory that it has had resident so far, in bytes; nothing where the system does not say, or after its end. */
    public OptionalLong peakResidentBytes() {
        var status = Path.of("/proc", Long.toString(pid()), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTES)
                    .findFirst();
        } catch (IOException | UncheckedIOException _) {
            return OptionalLong.empty();
        }
    }

    /** Kills it and deletes its folder. */
    @Override
    public void close() throws IOException {
        try {
            kill();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            taskRoot.delete();
        }
    }
}
