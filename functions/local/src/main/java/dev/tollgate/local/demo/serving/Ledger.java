package dev.tollgate.local.demo.serving;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last calls that were served, oldest first. Thread safe. */
public final class Ledger {
    /** How many are kept. */
    public static final int CAPACITY = 10_000;

    private final Deque<Served> entries = new ArrayDeque<>();

    /** Adds a call; the oldest goes where there is no room. */
    public synchronized void add(Served served) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(served);
    }

    /** The calls as they are now. */
    public synchronized List<Served> entries() {
        return List.copyOf(entries);
    }
}
