package dev.tollgate.testkit.lambda;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets a thread wait for what other threads bring about: they change their data first, then call {@link #changed}. */
final class Until {
    synchronized void changed() {
        notifyAll();
    }

    /** Whether the condition came to hold in this time. */
    synchronized boolean holds(BooleanSupplier condition, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            var left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
