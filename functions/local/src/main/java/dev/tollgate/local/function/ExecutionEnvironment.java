package dev.tollgate.local.function;

import dev.tollgate.testkit.lambda.Deployment;
import dev.tollgate.testkit.lambda.Invocation;
import dev.tollgate.testkit.lambda.LambdaProcess;
import dev.tollgate.testkit.lambda.ReplyListener;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** One process of a function, and the Runtime API that it asks for calls. When it ends, its calls are lost. Thread safe. */
final class ExecutionEnvironment implements AutoCloseable {
    /** Longer than any of them lives. */
    private static final Duration LIFETIME = Duration.ofDays(10_000);

    /** As long as Lambda gives a process between SIGTERM and SIGKILL, and a little more for a busy laptop. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);

    private final RuntimeApiDouble api = new RuntimeApiDouble();
    private final LambdaProcess process;
    private volatile boolean hasEnded;

    /** @throws IOException if the zip cannot be started */
    ExecutionEnvironment(Deployment deployment, OutputStream log) throws IOException {
        process = LambdaProcess.start(deployment, api, log);
        Thread.ofVirtual().start(this::waitForItsEnd);
    }

    private void waitForItsEnd() {
        try {
            process.awaitExit(LIFETIME);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            hasEnded = true;
            loseAll();
        }
    }

    /** A call that comes too late is lost like those that waited. */
    void invoke(Invocation call, ReplyListener listener) {
        var _ = api.invoke(call, listener);
        if (hasEnded) {
            loseAll();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private void loseAll() {
        try {
            api.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.terminate();
        try {
            var _ = process.awaitExit(TIME_TO_END);
        } catch (IllegalStateException _) {
            // It is killed below.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
