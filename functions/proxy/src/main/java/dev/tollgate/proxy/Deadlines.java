package dev.tollgate.proxy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Acts when a function is about to be ended, whatever it is waiting for: a caller that does not read holds the thread of its
 * call for ever. Thread safe.
 */
final class Deadlines {
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("deadlines").daemon().factory());

    Deadlines(InstantSource clock) {
        this.clock = clock;
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Takes the action on a thread of its own at this time, unless the watch is closed before. */
    Watch at(Instant time, Runnable action) {
        var wait = Duration.between(clock.instant(), time);
        return new Watch(
                timer.schedule(() -> Thread.startVirtualThread(action), wait.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** An action to come. */
    static final class Watch implements AutoCloseable {
        private final ScheduledFuture<?> action;

        private Watch(ScheduledFuture<?> action) {
            this.action = action;
        }

        @Override
        public void close() {
            action.cancel(false);
        }
    }
}
