package dev.tollgate.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.admin.form.AuditForm;
import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Problem.Part;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.AuditLog.AuditQuery;
import dev.tollgate.core.configuration.AuditLog.Subject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows who did what. Thread safe. */
record AuditEndpoints(AuditLog log, InstantSource clock) {
    private static final Set<String> KINDS =
            Set.of("Policy", "Backend", "Subscription", "ApiKey", "PriceTable", "Credential");

    /** How far back it is looked where nothing is said: each month costs a question. */
    private static final Duration USUAL = Duration.ofDays(366);

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Entries(List<AuditForm> items, @Nullable String next) {}

    /** Entries, the newest first. */
    Reply list(Asked asked) {
        var parameters = new Parameters(asked.request().query());
        var kind = parameters.choice("kind", KINDS);
        var object = parameters.id("object");
        var until = parameters.moment("until", clock.instant().plusSeconds(60));
        var from = parameters.moment("from", until.minus(USUAL));
        var wanted = Paging.wanted(parameters);
        var faults = new ArrayList<>(parameters.faults());
        if (!from.isBefore(until)) {
            faults.add(Part.ofParameter("from", "must be before until"));
        }
        if (kind.isEmpty() != object.isEmpty()) {
            faults.add(
                    Part.ofParameter(kind.isEmpty() ? "kind" : "object", "must be given: kind and object go together"));
        }
        Refused.ifAny(faults);
        var subject = kind.isEmpty() ? Optional.<Subject>empty() : Optional.of(new Subject(kind, object));
        // Nothing was done in the time to come.
        var last = clock.instant().plusSeconds(60);
        var page = log.entries(
                new AuditQuery(subject, from, until.isBefore(last) ? until : last, wanted.after(), wanted.limit()));
        var given = new TreeMap<String, String>(Map.of("from", from.toString(), "until", until.toString()));
        if (!kind.isEmpty()) {
            given.put("kind", kind);
            given.put("object", object);
        }
        var items = page.entries().stream().map(AuditForm::of).toList();
        return Reply.json(new Entries(items, page.next().isEmpty() ? null : Paging.next(wanted, page.next(), given)));
    }
}
