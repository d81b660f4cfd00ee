package dev.tollgate.testkit.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Lines in their order, of which the oldest go when there are many. Thread safe. */
final class Latest {
    private static final int MOST = 1000;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Until until = new Until();

    void add(String line) {
        synchronized (lines) {
            if (lines.size() == MOST) {
                lines.removeFirst();
            }
            lines.addLast(line);
        }
        until.changed();
    }

    List<String> all() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    boolean holdsWithin(String line, Duration patience) throws InterruptedException {
        return until.holds(() -> all().contains(line), patience);
    }
}
