package dev.tollgate.admin;

import static dev.tollgate.admin.access.Reach.ONE_SUBSCRIBER;
import static dev.tollgate.admin.access.Reach.WHOLE_STAGE;
import static dev.tollgate.admin.access.Role.OPERATOR;
import static dev.tollgate.admin.access.Role.VIEWER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.form.CorrectionForm;
import dev.tollgate.admin.form.Form;
import dev.tollgate.admin.http.Body;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import dev.tollgate.admin.http.Status;
import dev.tollgate.admin.usage.Correction;
import dev.tollgate.admin.usage.Correction.Action;
import dev.tollgate.admin.usage.CorrectionResult;
import dev.tollgate.admin.usage.Corrections;
import dev.tollgate.admin.usage.DryCorrections;
import dev.tollgate.admin.usage.UsageEndpoints;
import dev.tollgate.core.configuration.Subscription;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is used, what would pass, and corrections of it. Whoever is confined to a subscriber sees what its subscriptions use, and
 * corrects nothing.
 *
 * @param stage the stage
 * @param subscriptions finds those that somebody may see
 */
record UsageRoutes(Administered stage, ObjectEndpoints<Subscription> subscriptions) {
    private static final String SUBSCRIPTION = "/usage/subscriptions/{id}";
    private static final String BACKEND = "/usage/backends/{id}";

    Stream<Route> all() {
        var usage = new UsageEndpoints(stage.store(), stage.counters(), stage.clock());
        return Stream.of(
                readSubscription(SUBSCRIPTION, usage::subscription),
                readSubscription(SUBSCRIPTION + "/history", usage::history),
                read(BACKEND, asked -> usage.backend(asked.request(), asked.path())),
                read(BACKEND + "/history", asked -> usage.backendHistory(asked.request(), asked.path())),
                read("/usage/top", asked -> usage.top(asked.request(), asked.path())),
                read("/explain", asked -> usage.explain(asked.request(), asked.path())),
                correct(SUBSCRIPTION + "/reset", Action.RESET, Corrections::ofSubscription),
                correct(SUBSCRIPTION + "/top-up", Action.TOP_UP, Corrections::ofSubscription),
                correct(BACKEND + "/reset", Action.RESET, Corrections::ofBackend),
                correct(BACKEND + "/top-up", Action.TOP_UP, Corrections::ofBackend));
    }

    private Route readSubscription(String path, BiFunction<Request, Subscription, Reply> answer) {
        return new Route("GET", path, VIEWER, ONE_SUBSCRIBER, asked -> {
            var subscription = subscriptions.find(asked.path("id"), asked.scope());
            return answer.apply(asked.request(), subscription.object());
        });
    }

    private static Route read(String path, Endpoint endpoint) {
        return new Route("GET", path, VIEWER, WHOLE_STAGE, endpoint);
    }

    /** What corrects a window of somebody. */
    @FunctionalInterface
    private interface Corrector {
        CorrectionResult correct(Corrections corrections, String id, Correction correction);
    }

    private Route correct(String path, Action action, Corrector corrector) {
        Function<JsonNode, Form.Read<CorrectionForm>> reader =
                action == Action.RESET ? CorrectionForm::reset : CorrectionForm::topUp;
        return new Route("POST", path, OPERATOR, WHOLE_STAGE, asked -> correct(asked, action, corrector, reader));
    }

    private Reply correct(
            Asked asked, Action action, Corrector corrector, Function<JsonNode, Form.Read<CorrectionForm>> reader) {
        var request = asked.request();
        var terms = WriteTerms.of(request);
        var read = reader.apply(request.document(Body.JSON));
        Refused.ifAny(read.faults());
        if (action == Action.TOP_UP && terms.idempotencyKey().isEmpty()) {
            throw new Refused(
                    Status.PRECONDITION_REQUIRED,
                    "send an idempotency-key: without one, more would be granted each time that this is sent");
        }
        var correction = new Correction(
                action,
                read.object().orElseThrow(),
                terms.idempotencyKey().orElse(request.id()),
                asked.by().name(),
                request.id());
        return terms.mark(corrector
                .correct(corrections(terms), asked.path("id"), correction)
                .reply(request));
    }

    private Corrections corrections(WriteTerms terms) {
        return terms.isDryRun()
                ? new Corrections(stage.store(), new DryCorrections(stage.counters()), _ -> {}, stage.clock())
                : new Corrections(stage.store(), stage.corrections(), stage.audit()::append, stage.clock());
    }
}
