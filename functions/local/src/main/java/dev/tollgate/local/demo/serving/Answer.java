package dev.tollgate.local.demo.serving;

import java.time.Instant;

/**
 * All that a dialect writes down of an answer. Immutable.
 *
 * @param number the call's, from 1
 * @param created when it began
 * @param ask what was asked
 * @param completion what is said
 * @param usage the call's tokens
 * @param usageReported whether this model tells its usage at all
 */
public record Answer(long number, Instant created, Ask ask, Completion completion, Usage usage, boolean usageReported) {
    /** A name for the answer, or for a part of it: the same for the same prefix. */
    public String id(String prefix) {
        return prefix + "demo" + number;
    }
}
