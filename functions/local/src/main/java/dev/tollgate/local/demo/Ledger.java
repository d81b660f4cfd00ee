package dev.tollgate.local.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last calls that were served, oldest first. Thread safe. */
final class Ledger {
    /** How many are kept. */
    static final int CAPACITY = 10_000;

    private final Deque<Served> entries = new ArrayDeque<>();

    synchronized void add(Served served) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(served);
    }

    synchronized List<Served> entries() {
        return List.copyOf(entries);
    }
}
