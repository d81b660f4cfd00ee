package dev.tollgate.admin;

import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Precondition;
import dev.tollgate.admin.http.Problem.Part;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/**
 * How something is to be written. Immutable.
 *
 * @param isDryRun whether it is only to be said what would become of it
 * @param reason why it is written, for the audit log; may be empty
 * @param precondition what must be so
 * @param idempotencyKey under which it has effect once
 */
record WriteTerms(boolean isDryRun, String reason, Precondition precondition, Optional<String> idempotencyKey) {
    private static final int LONGEST_REASON = 500;

    /** @throws Refused if anything of it cannot be understood, with all that is wrong */
    static WriteTerms of(Request request) {
        var parameters = new Parameters(request.query());
        var isDryRun = parameters.choice("dryRun", Set.of("true", "false")).equals("true");
        var reasonGiven = parameters.text("reason", LONGEST_REASON);
        var faults = new ArrayList<>(parameters.faults());
        var reason = request.header("x-reason").orElse(reasonGiven);
        if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            faults.add(Part.ofHeader(
                    "x-reason",
                    "must have at most %d characters, and no control characters".formatted(LONGEST_REASON)));
        }
        var key = request.header("idempotency-key");
        if (key.isPresent() && !key.get().matches("[!-~]{1,255}")) {
            faults.add(Part.ofHeader("idempotency-key", "must be 1 to 255 visible characters of ASCII"));
        }
        Refused.ifAny(faults);
        return new WriteTerms(isDryRun, reason, Precondition.of(request), key);
    }

    /** Says of a reply that nothing was written, where that is so. */
    Reply mark(Reply reply) {
        return isDryRun ? reply.with("dry-run", "true") : reply;
    }
}
