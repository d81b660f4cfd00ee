package dev.tollgate.runtime;

/** The calls that are being handled, and whether more are taken. Thread safe. */
final class InFlight {
    private int loops;
    private int calls;
    private boolean stopping;

    InFlight(int loops) {
        this.loops = loops;
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /** No loop asks for another call from here on. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    synchronized void began() {
        calls++;
    }

    synchronized void ended() {
        calls--;
        notifyAll();
    }

    synchronized void loopEnded() {
        loops--;
        notifyAll();
    }

    /** Waits until it is stopped, or no loop is left. */
    synchronized void awaitStop() throws InterruptedException {
        while (!stopping && loops > 0) {
            wait();
        }
    }

    /** Waits until no call is left, as long as this at most. */
    synchronized void awaitCalls(long millis) throws InterruptedException {
        var end = System.nanoTime() + millis * 1_000_000;
        for (var left = millis; calls > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
