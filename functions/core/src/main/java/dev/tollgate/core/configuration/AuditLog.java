package dev.tollgate.core.configuration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was done to the configuration: only ever added to. Thread safe. Blocks for the store and throws {@link
 * dev.tollgate.core.store.StoreException} where it does not answer.
 */
public interface AuditLog {
    /** Keeps an entry of what is done elsewhere than in the configuration. Safe to send twice. */
    void append(AuditEntry entry);

    /** Entries, the newest first. What it costs grows with the answer, and with the months that are asked for. */
    AuditPage entries(AuditQuery query);

    /**
     * Which entries are wanted. Immutable.
     *
     * @param subject of this kind and this object alone, or all
     * @param from not before this moment
     * @param until before this moment
     * @param after older than the entry with this id; empty for the newest
     * @param limit how many at most
     */
    record AuditQuery(Optional<Subject> subject, Instant from, Instant until, String after, int limit) {}

    /**
     * What something was done to.
     *
     * @param kind such as {@code Policy}
     * @param object its id
     */
    record Subject(String kind, String object) {}

    /**
     * A part of them. Immutable.
     *
     * @param entries the newest first
     * @param next the id behind which the next part begins; empty where this is the last one
     */
    record AuditPage(List<AuditEntry> entries, String next) {
        /** Copies the list. */
        public AuditPage {
            entries = List.copyOf(entries);
        }
    }
}
