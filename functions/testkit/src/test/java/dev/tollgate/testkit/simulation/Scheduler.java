package dev.tollgate.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/**
 * Simulated time. Tasks are threads of which one runs at a time, until it waits or ends; then time jumps to whatever is next.
 * What is due at one moment happens in the order in which it was asked for, so that nothing depends on the machine.
 */
final class Scheduler {
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
    private final Semaphore turn = new Semaphore(0);
    private Instant now;
    private long order;
    private Task running = new Task();
    private Optional<Throwable> failure = Optional.empty();

    Scheduler(Instant start) {
        now = start;
    }

    private record Event(Instant at, long order, Runnable action) {}

    /** A thread, and its permission to run. */
    private record Task(Semaphore turn) {
        Task() {
            this(new Semaphore(0));
        }
    }

    Instant now() {
        return now;
    }

    /** Does something later, on nobody's behalf; it must not wait. */
    void after(Duration delay, Runnable action) {
        events.add(new Event(now.plus(delay), order++, action));
    }

    /** A task that begins now. */
    void start(Runnable body) {
        var task = new Task();
        Thread.startVirtualThread(() -> {
            task.turn.acquireUninterruptibly();
            try {
                body.run();
            } catch (RuntimeException | Error e) {
                failure = Optional.of(e);
            } finally {
                turn.release();
            }
        });
        after(Duration.ZERO, () -> resume(task));
    }

    /** Lets the running task wait. */
    void sleep(Duration duration) {
        var task = running;
        after(duration, () -> resume(task));
        turn.release();
        task.turn.acquireUninterruptibly();
    }

    /**
     * Runs until nothing is left to happen.
     *
     * @throws CompletionException if a task has thrown something
     */
    void run() {
        while (failure.isEmpty() && !events.isEmpty()) {
            var event = events.remove();
            now = event.at;
            event.action.run();
        }
        failure.ifPresent(thrown -> {
            throw new CompletionException(thrown);
        });
    }

    /** Lets time pass in which nothing happens. */
    void advance(Duration duration) {
        now = now.plus(duration);
    }

    private void resume(Task task) {
        running = task;
        task.turn.release();
        turn.acquireUninterruptibly();
    }
}
