package dev.tollgate.core.configuration;

import java.time.Instant;

/**
 * The time in which something may be used. Immutable.
 *
 * @param from its first moment
 * @param until the first moment after it
 */
public record Validity(Instant from, Instant until) {
    /** As far as four digits of a year reach. */
    public static final Validity ALWAYS = new Validity(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

    /** @throws IllegalArgumentException if it ends before it begins */
    public Validity {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException(
                    "a validity ends after it begins: from %s until %s".formatted(from, until));
        }
    }

    /** From this moment, for ever. */
    public static Validity from(Instant moment) {
        return new Validity(moment, ALWAYS.until());
    }

    /** The same, ending at this moment or when it would have ended before. */
    public Validity endingBy(Instant moment) {
        return moment.isBefore(until) ? new Validity(from, moment.isBefore(from) ? from : moment) : this;
    }

    /** Whether this moment lies in it. */
    public boolean includes(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
