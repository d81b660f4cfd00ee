package dev.tollgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.configuration.Validity;
import java.time.Duration;
import java.time.Instant;

/** For how long keys are to be used: what requests say of it. */
final class KeyTerms {
    private static final Duration USUAL_OVERLAP = Duration.ofHours(1);

    private KeyTerms() {}

    /**
     * The time of a new key, by {@code expiresAt} or {@code validFor}; without either it does not end.
     *
     * @throws dev.tollgate.admin.http.Refused if it cannot be understood
     */
    static Validity ofNew(JsonNode document, Instant now) {
        var members = new Members(document);
        var expiresAt = members.moment("expiresAt");
        var validFor = members.duration("validFor");
        if (expiresAt.isPresent() && members.has("validFor")) {
            members.wrong("validFor", "cannot be given beside expiresAt");
        }
        if (expiresAt.isPresent()
                && (!expiresAt.get().isAfter(now) || expiresAt.get().isAfter(Validity.ALWAYS.until()))) {
            members.wrong("expiresAt", "must be a moment to come, before the year 10000");
        }
        members.check();
        return new Validity(now, validFor.map(now::plus).or(() -> expiresAt).orElse(Validity.ALWAYS.until()));
    }

    /**
     * For how long the old key can still be used beside the new one: {@code overlap}, an hour where nothing is said.
     *
     * @throws dev.tollgate.admin.http.Refused if it cannot be understood
     */
    static Duration overlap(JsonNode document) {
        var members = new Members(document);
        var overlap = members.duration("overlap");
        members.check();
        return overlap.orElse(USUAL_OVERLAP);
    }

    /** The time of a key that takes the place of another: as long as that had from its beginning. */
    static Validity ofSuccessor(Validity old, Instant now) {
        var length = Duration.between(old.from(), old.until());
        var isEndless = old.until().equals(Validity.ALWAYS.until())
                || length.compareTo(Duration.between(now, Validity.ALWAYS.until())) >= 0;
        return isEndless ? Validity.from(now) : new Validity(now, now.plus(length));
    }
}
