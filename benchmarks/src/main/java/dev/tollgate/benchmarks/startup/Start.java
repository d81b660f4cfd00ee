package dev.tollgate.benchmarks.startup;

/** How a process starts. */
enum Start {
    /** For a call that waits. */
    COLD,
    /** For a snapshot, from which it goes on. */
    RESTORED
}
