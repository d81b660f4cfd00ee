package dev.tollgate.runtime;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The loops that run, and whether they take more calls. Thread safe. */
final class Loops {
    private final Set<Connection> waiting = new HashSet<>();
    private int running;
    private boolean stopping;

    synchronized void began() {
        running++;
    }

    synchronized void ended() {
        running--;
        notifyAll();
    }

    /** Asks for the next call, as long as it takes; {@link #stop} breaks that off. */
    Answer next(Connection connection, Frame request) throws IOException {
        begin(connection);
        try {
            return connection.exchange(request);
        } finally {
            end(connection);
        }
    }

    private synchronized void begin(Connection connection) throws IOException {
        if (stopping) {
            throw new IOException("no more calls are taken");
        }
        waiting.add(connection);
    }

    private synchronized void end(Connection connection) {
        waiting.remove(connection);
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /** No loop gets another call from here on: those that wait for one end at once, the others after the one they have. */
    synchronized void stop() {
        stopping = true;
        waiting.forEach(Connection::close);
        notifyAll();
    }

    /** Waits until all have ended, or one has stopped them. */
    synchronized void awaitStop() throws InterruptedException {
        while (!stopping && running > 0) {
            wait();
        }
    }

    /** Waits until all have ended, as long as it takes: Lambda ends the process at the deadline of a call. */
    synchronized void awaitEnd() throws InterruptedException {
        while (running > 0) {
            wait();
        }
    }

    /** Waits until all have ended, as long as this at most. */
    synchronized void awaitEnd(long millis) throws InterruptedException {
        var end = System.nanoTime() + millis * 1_000_000;
        for (var left = millis; running > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
