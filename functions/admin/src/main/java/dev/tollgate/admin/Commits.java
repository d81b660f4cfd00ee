package dev.tollgate.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.http.Precondition;
import dev.tollgate.admin.http.Problem.Part;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Status;
import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.ConfigurationStore;
import dev.tollgate.core.configuration.Receipt;
import dev.tollgate.core.configuration.Versioned;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes changes, or says what would become of them. Thread safe.
 *
 * @param store where they are made
 */
record Commits(ConfigurationStore store) {
    private static final int USERS_SHOWN = 20;

    /** What a change has come to. */
    sealed interface Outcome<T extends ConfigurationObject> {
        /** It is made: this is what is stored. */
        record Made<T extends ConfigurationObject>(Versioned<T> stored) implements Outcome<T> {}

        /** The same request has made it before: of the object with this id. */
        record MadeBefore<T extends ConfigurationObject>(String id) implements Outcome<T> {}
    }

    /**
     * Makes a change that has no receipt.
     *
     * @throws Refused if it cannot be made
     */
    <T extends ConfigurationObject> Versioned<T> make(
            WriteTerms terms, Change<T> change, AuditEntry entry, JsonNode document) {
        return switch (make(terms, change, entry, document, Optional.empty())) {
            case Outcome.Made<T>(var stored) -> stored;
            case Outcome.MadeBefore<T> _ -> throw new IllegalStateException("a receipt that nobody left");
        };
    }

    /**
     * Makes a change.
     *
     * @param document what the object was read from: where what it names is looked for
     * @throws Refused if it cannot be made
     */
    <T extends ConfigurationObject> Outcome<T> make(
            WriteTerms terms, Change<T> change, AuditEntry entry, JsonNode document, Optional<Receipt> receipt) {
        var target = terms.isDryRun() ? new DryRun(store) : store;
        return switch (target.commit(change, entry, receipt)) {
            case Committed.Done<T>(var stored) -> new Outcome.Made<>(stored);
            case Committed.Conflict<T> _ -> throw conflict(terms, change);
            case Committed.InUse<T> _ -> throw inUse(change);
            case Committed.Dangling<T>(var missing) ->
                throw new Refused(
                        Status.UNPROCESSABLE_CONTENT,
                        "it names what does not exist: see errors",
                        missing.stream()
                                .flatMap(each -> Pointers.to(each, document).stream()
                                        .map(pointer -> Part.at(pointer, "there is no " + each)))
                                .toList());
            case Committed.Repeated<T>(var earlier) -> {
                if (!earlier.request().equals(receipt.orElseThrow().request())) {
                    throw new Refused(
                            Status.UNPROCESSABLE_CONTENT,
                            "this idempotency-key was used for another request: each needs one of its own");
                }
                yield new Outcome.MadeBefore<>(earlier.object());
            }
        };
    }

    /** The receipt of a request that is to have effect once, for the object of this id. */
    static Optional<Receipt> receipt(Asked asked, WriteTerms terms, String object) {
        var request = asked.request();
        return terms.idempotencyKey()
                .map(key -> new Receipt(
                        digest(asked.by().name() + "\n" + key),
                        digest(request.method() + "\n" + request.path() + "\n"
                                + request.body().text()),
                        object));
    }

    private Refused conflict(WriteTerms terms, Change<?> change) {
        if (!(terms.precondition() instanceof Precondition.None)) {
            return terms.precondition().failed();
        }
        var detail = change.before().isEmpty()
                ? "there is a %s already: choose another id, or replace it with PUT and If-Match"
                : "%s was changed meanwhile: read it again, and repeat what you asked for";
        return new Refused(Status.CONFLICT, detail.formatted(change.object()));
    }

    private Refused inUse(Change<?> change) {
        return new Refused(
                Status.CONFLICT,
                "%s is in use: delete or change first what names it, see users".formatted(change.object()),
                Naming.first(store, change.object(), USERS_SHOWN));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
