package dev.tollgate.admin;

import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.AuditLog.Subject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Writes down who did what. Thread safe.
 *
 * @param clock when
 */
record Journal(InstantSource clock) {
    /** An entry of the log has a bound, and two of these with all else are within it. */
    private static final int LONGEST = 190_000;

    /** The moment of what is done now, as exact as it is kept. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * An entry, not kept yet.
     *
     * @param at when
     * @param before as JSON, without anything secret; empty where there was nothing
     * @param after likewise
     */
    AuditEntry entry(
            Asked asked, WriteTerms terms, Instant at, String action, Subject subject, String before, String after) {
        return new AuditEntry(
                AuditEntry.newId(at),
                at,
                asked.by().name(),
                action,
                subject.kind(),
                subject.object(),
                bounded(before),
                bounded(after),
                terms.reason(),
                asked.request().id());
    }

    private static String bounded(String json) {
        return json.length() <= LONGEST ? json : "{\"omitted\":\"%d characters\"}".formatted(json.length());
    }
}
