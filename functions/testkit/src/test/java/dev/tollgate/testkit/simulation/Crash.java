package dev.tollgate.testkit.simulation;

/** Unwinds what a dead process was doing. */
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
        super("the process is dead", null, false, false);
    }
}
