package dev.tollgate.proxy.function;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What runs at the same time and is waited for, but not for long. What fails, or is late, is a warning, one for all. Thread safe:
 * tasks may start others.
 */
final class Tasks {
    private static final System.Logger LOGGER = System.getLogger(Tasks.class.getName());

    private final Phaser running = new Phaser(1);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /** What is to be done. */
    @FunctionalInterface
    interface Task {
        /** Does it, or fails. */
        void run() throws IOException;
    }

    /** Starts one, on a thread of the platform: see {@link FirstConnections}. */
    void start(Task task) {
        running.register();
        Thread.ofPlatform().daemon().name("ahead").start(() -> run(task));
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (IOException | RuntimeException e) {
            failures.add(e.toString());
        } finally {
            running.arriveAndDeregister();
        }
    }

    /** Waits for all that were started, by tasks too; those that take longer than this go on by themselves. Called once. */
    void await(Duration longest) {
        try {
            running.awaitAdvanceInterruptibly(running.arrive(), longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            failures.add("not all was done within " + longest.toMillis() + " ms");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            LOGGER.log(System.Logger.Level.WARNING, "not ready for the first call: {0}", String.join("; ", failures));
        }
    }
}
