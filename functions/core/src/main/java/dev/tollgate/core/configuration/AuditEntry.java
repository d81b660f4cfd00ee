package dev.tollgate.core.configuration;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * Who did what, and when. Immutable.
 *
 * @param id in the order of time, with a random end
 * @param at when it was done
 * @param actor who did it
 * @param action what was done, such as {@code UPDATE}
 * @param kind what it was done to, such as {@code Policy}
 * @param object its id
 * @param before how it was, as JSON and without secrets; empty where there was none
 * @param after how it is since, likewise
 * @param reason why, where somebody said so
 * @param request the id of the request that asked for it
 */
public record AuditEntry(
        String id,
        Instant at,
        String actor,
        String action,
        String kind,
        String object,
        String before,
        String after,
        String reason,
        String request) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException if the id is none */
    public AuditEntry {
        ConfigurationObject.requireId(id);
    }

    /** An id for what is done at this moment: later ones come behind it. */
    public static String newId(Instant at) {
        return boundary(at) + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** What comes before every id of this moment and later, and behind every earlier one. */
    public static String boundary(Instant at) {
        return TIME.format(at);
    }
}
