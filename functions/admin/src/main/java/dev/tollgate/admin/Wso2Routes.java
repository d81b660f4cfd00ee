package dev.tollgate.admin;

import dev.tollgate.admin.access.Reach;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.form.Forms;
import dev.tollgate.admin.http.Json;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.wso2.ErrorForm;
import dev.tollgate.admin.wso2.PolicyWriter;
import dev.tollgate.admin.wso2.ThrottlePolicyEndpoints;
import dev.tollgate.core.configuration.AuditLog.Subject;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Versioned;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The policies once more, for tools that speak WSO2's admin API. They are written as all else is: with an audit entry, and not at
 * all in a dry run.
 *
 * @param stage the stage
 * @param journal writes down what is written
 */
record Wso2Routes(Administered stage, Journal journal) {
    private static final String ALL = "/api/am/admin/v4/throttling/policies/subscription";
    private static final String ONE = ALL + "/{id}";

    Stream<Route> all() {
        return Stream.of(
                read(ALL, (policies, asked) -> policies.list(asked.request())),
                read(ONE, (policies, asked) -> policies.read(asked.request(), asked.path("id"))),
                write("POST", ALL, (policies, asked) -> policies.create(asked.request())),
                write("PUT", ONE, (policies, asked) -> policies.replace(asked.request(), asked.path("id"))),
                write("DELETE", ONE, (policies, asked) -> policies.delete(asked.request(), asked.path("id"))));
    }

    private Route read(String path, BiFunction<ThrottlePolicyEndpoints, Asked, Reply> answer) {
        PolicyWriter nothing = _ -> {
            throw new IllegalStateException("who reads writes nothing");
        };
        var policies = new ThrottlePolicyEndpoints(stage.store(), nothing);
        return new Route("GET", path, Role.VIEWER, Reach.WHOLE_STAGE, asked -> answer.apply(policies, asked));
    }

    private Route write(String method, String path, BiFunction<ThrottlePolicyEndpoints, Asked, Reply> answer) {
        return new Route(method, path, Role.ADMIN, Reach.WHOLE_STAGE, asked -> {
            try {
                var terms = WriteTerms.of(asked.request());
                return terms.mark(
                        answer.apply(new ThrottlePolicyEndpoints(stage.store(), writer(asked, terms)), asked));
            } catch (Refused e) {
                return ErrorForm.of(e);
            }
        });
    }

    private PolicyWriter writer(Asked asked, WriteTerms terms) {
        var target = terms.isDryRun() ? new DryRun(stage.store()) : stage.store();
        return change -> {
            var now = journal.now();
            var after = change.after()
                    .map(policy -> change.before()
                            .map(before -> before.next(policy))
                            .orElseGet(() -> new Versioned<>(policy, 1, now)));
            var subject =
                    new Subject(Policy.class.getSimpleName(), change.object().id());
            var entry = journal.entry(asked, terms, now, action(change), subject, json(change.before()), json(after));
            return target.commit(change, entry, Optional.empty());
        };
    }

    private static String action(Change<Policy> change) {
        if (change.before().isEmpty()) {
            return "CREATE";
        }
        return change.after().isEmpty() ? "DELETE" : "UPDATE";
    }

    private static String json(Optional<Versioned<Policy>> policy) {
        return policy.map(stored -> Json.write(Forms.POLICY.representation().apply(stored)))
                .orElse("");
    }
}
