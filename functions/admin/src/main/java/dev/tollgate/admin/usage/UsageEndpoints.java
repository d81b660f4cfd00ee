package dev.tollgate.admin.usage;

import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import dev.tollgate.admin.http.Status;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.limit.DryRun;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.report.HistoryQuery;
import dev.tollgate.core.report.UsageReports;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reports what is used, and whether a call would pass, as JSON or CSV. Thread safe; blocks for the stores, and writes nothing. */
public final class UsageEndpoints {
    private static final String ID = "id";

    private final Subjects subjects;
    private final UsageReports reports;
    private final Explanation explanation;
    private final InstantSource clock;

    /** @param clock says which windows are the present ones */
    public UsageEndpoints(ConfigurationCatalogue catalogue, CounterHistory counters, InstantSource clock) {
        this.subjects = new Subjects(catalogue);
        this.reports = new UsageReports(counters, clock);
        this.explanation = new Explanation(subjects, new DryRun(counters, clock));
        this.clock = clock;
    }

    /** The present windows of a subscription that who asks may see. */
    public Reply subscription(Request request, Subscription subscription) {
        var parameters = new Parameters(request.query());
        var format = Format.of(request, parameters);
        return reply(parameters, format, () -> current(subject(subscription)));
    }

    /** The present windows of a backend, or of its resources. */
    public Reply backend(Request request, Map<String, String> path) {
        var parameters = new Parameters(request.query());
        var format = Format.of(request, parameters);
        var id = path.getOrDefault(ID, "");
        return ofBackend(id, parameters)
                .map(subject -> reply(parameters, format, () -> current(subject)))
                .orElseGet(() -> none("backend", id, request));
    }

    /** What it has used over time. */
    public Reply history(Request request, Subscription subscription) {
        return history(request, new Parameters(request.query()), subject(subscription));
    }

    /** What a backend, or a resource of it, has used over time. */
    public Reply backendHistory(Request request, Map<String, String> path) {
        var parameters = new Parameters(request.query());
        var id = path.getOrDefault(ID, "");
        return ofBackend(id, parameters)
                .map(subject -> history(request, parameters, subject))
                .orElseGet(() -> none("backend", id, request));
    }

    /** Which subscriptions use most. */
    public Reply top(Request request, Map<String, String> path) {
        var parameters = new Parameters(request.query());
        var format = Format.of(request, parameters);
        var question = Top.Question.read(parameters);
        return reply(parameters, format, () -> {
            var form = new Top(subjects, reports, question.orElseThrow(), clock.instant()).make();
            return new Report(form, form.table(), given(form.next()));
        });
    }

    /** Whether a call would pass now. */
    public Reply explain(Request request, Map<String, String> path) {
        var parameters = new Parameters(request.query());
        var format = Format.of(request, parameters);
        var question = AskedCall.read(parameters);
        var subscription = given(question.subscription()).flatMap(id -> subjects.subscription(id));
        var backend = given(question.backend()).flatMap(subjects::backend);
        backend.ifPresent(found -> question.check(parameters, found));
        if (parameters.faults().isEmpty()) {
            if (subscription.isEmpty()) {
                return none("subscription", question.subscription(), request);
            }
            if (backend.isEmpty()) {
                return none("backend", question.backend(), request);
            }
        }
        return reply(parameters, format, () -> {
            var form = explanation.of(question, subscription.orElseThrow(), backend.orElseThrow(), clock.instant());
            return new Report(form, form.table(), Optional.empty());
        });
    }

    private Subject subject(Subscription subscription) {
        return Subject.of(subscription, subjects.policy(subscription.policy()));
    }

    private Optional<Subject> ofBackend(String id, Parameters parameters) {
        var route = AskedCall.route(parameters);
        var model = AskedCall.model(parameters);
        return subjects.backend(id).map(found -> {
            checkResource(found, route, model, parameters);
            return Subject.of(found, route, model);
        });
    }

    private static void checkResource(Backend backend, String route, String model, Parameters parameters) {
        if (backend.limits() instanceof BackendLimits.ProviderWide) {
            if (!route.isEmpty()) {
                parameters.wrong("route", "must be left out: this backend is limited as a whole");
            }
            if (!model.isEmpty()) {
                parameters.wrong("model", "must be left out: this backend is limited as a whole");
            }
        }
    }

    private Report current(Subject subject) {
        var now = clock.instant();
        var form = new UsageForm(
                subject.subscription(),
                subject.policy(),
                subject.backend(),
                now.toString(),
                subject.parts().stream()
                        .map(part -> UsageForm.OwnerForm.of(part, reports.current(part.owner())))
                        .toList());
        return new Report(form, form.table(), Optional.empty());
    }

    private Reply history(Request request, Parameters parameters, Subject subject) {
        var format = Format.of(request, parameters);
        if (subject.parts().size() != 1 && parameters.faults().stream().noneMatch(UsageEndpoints::isOfResource)) {
            parameters.wrong("route", "or model must say which resource is meant: one of them");
        }
        var limits = subject.parts().stream()
                .findFirst()
                .map(part -> part.owner().limits())
                .orElse(Limits.NONE);
        var question = HistoryQuestion.read(parameters, limits, clock.instant());
        return reply(parameters, format, () -> history(subject, subject.parts().getFirst(), question.orElseThrow()));
    }

    private static boolean isOfResource(Problem.Part fault) {
        return "route".equals(fault.parameter()) || "model".equals(fault.parameter());
    }

    private Report history(Subject subject, Subject.Part part, HistoryQuestion question) {
        var query = new HistoryQuery(
                part.owner().owner(),
                question.window(),
                question.shards(),
                question.from(),
                question.until(),
                question.limit());
        var page = question.by().map(longer -> reports.totals(query, longer)).orElseGet(() -> reports.history(query));
        var next = page.next().map(start -> question.next(start, resource(part)));
        var form = new HistoryForm(
                subject.subscription(),
                subject.backend(),
                part.name(),
                question.window().id(),
                question.by().map(longer -> longer.timeUnit().id()).orElse(""),
                question.from().toString(),
                question.until().toString(),
                page.windows().stream().map(HistoryForm.Item::of).toList(),
                next.orElse(""));
        return new Report(form, form.table(), next);
    }

    private static String resource(Subject.Part part) {
        if (!part.route().isEmpty()) {
            return "route=%s&".formatted(Links.encoded(part.route()));
        }
        return part.model().isEmpty() ? "" : "model=%s&".formatted(Links.encoded(part.model()));
    }

    private static Optional<String> given(String name) {
        return Optional.of(name).filter(text -> !text.isEmpty());
    }

    private static Reply reply(Parameters parameters, Format format, Supplier<Report> report) {
        parameters.check();
        return format.reply(report.get());
    }

    private static Reply none(String kind, String id, Request request) {
        return Reply.problem(Problem.of(Status.NOT_FOUND, "there is no %s '%s'".formatted(kind, id), request));
    }
}
