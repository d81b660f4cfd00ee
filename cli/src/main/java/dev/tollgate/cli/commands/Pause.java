package dev.tollgate.cli.commands;

import java.time.Duration;

/** Waits between two looks. */
@FunctionalInterface
public interface Pause {
    /** Blocks for so long; says whether to go on. */
    boolean waited(Duration duration);
}
