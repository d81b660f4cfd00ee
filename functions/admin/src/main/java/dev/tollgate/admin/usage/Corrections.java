package dev.tollgate.admin.usage;

import dev.tollgate.admin.form.CorrectionForm;
import dev.tollgate.admin.http.Json;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.report.Corrected;
import dev.tollgate.core.report.WindowCorrections;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Resets windows and tops them up. It is in the audit log before it is done: what is done is always there, and what is there may
 * have failed. Thread safe; blocks for the stores.
 */
public final class Corrections {
    private final Subjects subjects;
    private final WindowCorrections corrections;
    private final Consumer<AuditEntry> log;
    private final InstantSource clock;

    /**
     * Corrects counters.
     *
     * @param log keeps what is done
     * @param clock says which windows are the present ones
     */
    public Corrections(
            ConfigurationCatalogue catalogue,
            CounterCorrections counters,
            Consumer<AuditEntry> log,
            InstantSource clock) {
        this.subjects = new Subjects(catalogue);
        this.corrections = new WindowCorrections(counters, clock);
        this.log = log;
        this.clock = clock;
    }

    /** Corrects a window of a subscription. */
    public CorrectionResult ofSubscription(String id, Correction correction) {
        return subjects.subscription(id)
                .map(found -> correct(Subject.of(found, subjects.policy(found.policy())), correction))
                .orElseGet(() -> new CorrectionResult.NotFound("there is no subscription '%s'".formatted(id)));
    }

    /** Corrects a window of a backend, or of one of its resources. */
    public CorrectionResult ofBackend(String id, Correction correction) {
        var asked = correction.asked();
        return subjects.backend(id)
                .map(found -> correct(Subject.of(found, asked.route(), asked.model()), correction))
                .orElseGet(() -> new CorrectionResult.NotFound("there is no backend '%s'".formatted(id)));
    }

    /** Only what will most likely succeed is written down. */
    private CorrectionResult correct(Subject subject, Correction correction) {
        var asked = correction.asked();
        if (!subject.subscription().isEmpty() && namesResource(asked)) {
            return wrong(
                    asked.route().isEmpty() ? "/model" : "/route",
                    "must be left out: a plan has one limit for all calls");
        }
        if (subject.parts().size() != 1) {
            return namesResource(asked) && subject.parts().isEmpty()
                    ? wrong("/route", "must be left out, and model too: this backend is limited as a whole")
                    : wrong("/route", "or model must say which resource is meant: one of them");
        }
        var part = subject.parts().getFirst();
        var quota = part.owner().limits().quotas().stream()
                .filter(each -> each.window().id().equals(asked.window()))
                .findFirst();
        if (quota.isEmpty()) {
            return wrong("/window", "must be one of " + windows(part));
        }
        var faults = notLimited(quota.get(), correction);
        if (!faults.isEmpty()) {
            return new CorrectionResult.Wrong(faults);
        }
        var current = quota.get().window().windowAt(clock.instant());
        if (asked.start().filter(start -> !start.equals(current.start())).isPresent()) {
            return notCurrent(current);
        }
        log.accept(entry(subject, part, current, correction));
        return done(subject, part, correction, apply(part, current, correction));
    }

    private Corrected apply(Subject.Part part, Window window, Correction correction) {
        return switch (correction.action()) {
            case RESET -> corrections.reset(part.owner(), window, correction.id());
            case TOP_UP ->
                corrections.topUp(
                        part.owner(),
                        window,
                        correction.id(),
                        correction.asked().granted());
        };
    }

    private static CorrectionResult done(
            Subject subject, Subject.Part part, Correction correction, Corrected corrected) {
        return switch (corrected) {
            case Corrected.Done(var usage) ->
                new CorrectionResult.Done(new CorrectedForm(
                        subject.subscription(),
                        subject.backend(),
                        part.name(),
                        correction.id().text(),
                        WindowForm.of(usage)));
            case Corrected.NotCurrent(var current) -> notCurrent(current);
            case Corrected.TooMany _ ->
                new CorrectionResult.Conflict("this window has been corrected %d times: no more until it ends"
                        .formatted(CounterCorrections.MOST));
        };
    }

    private static CorrectionResult notCurrent(Window current) {
        return new CorrectionResult.Conflict(
                "that is not the present window: it began at %s".formatted(current.start()));
    }

    private static List<Problem.Part> notLimited(Quota quota, Correction correction) {
        var faults = new ArrayList<Problem.Part>();
        for (var dimension : Dimension.values()) {
            if (correction.asked().granted().of(dimension) > 0
                    && quota.limit(dimension).isEmpty()) {
                faults.add(Problem.Part.at(
                        "/granted/" + dimension.fieldName(), "must be left out: it is not limited in this window"));
            }
        }
        return faults;
    }

    private static CorrectionResult wrong(String pointer, String detail) {
        return new CorrectionResult.Wrong(List.of(Problem.Part.at(pointer, detail)));
    }

    private static String windows(Subject.Part part) {
        var ids = part.owner().limits().quotas().stream()
                .map(quota -> quota.window().id())
                .toList();
        return ids.isEmpty() ? "none: nothing is limited in windows here" : String.join(", ", ids);
    }

    private static boolean namesResource(CorrectionForm asked) {
        return !asked.route().isEmpty() || !asked.model().isEmpty();
    }

    private AuditEntry entry(Subject subject, Subject.Part part, Window window, Correction correction) {
        var now = clock.instant();
        var isSubscription = subject.backend().isEmpty();
        return new AuditEntry(
                AuditEntry.newId(now),
                now,
                correction.actor(),
                correction.action().name(),
                isSubscription ? "Subscription" : "Backend",
                isSubscription ? subject.subscription() : subject.backend(),
                "",
                document(part, window, correction),
                correction.asked().reason(),
                correction.request());
    }

    private static String document(Subject.Part part, Window window, Correction correction) {
        var granted = new LinkedHashMap<String, Long>();
        for (var dimension : Dimension.values()) {
            Optional.of(correction.asked().granted().of(dimension))
                    .filter(amount -> amount > 0)
                    .ifPresent(amount -> granted.put(dimension.fieldName(), amount));
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("owner", part.name());
        document.put("window", window.rule().id());
        document.put("start", window.start().toString());
        document.put("correction", correction.id().text());
        if (!granted.isEmpty()) {
            document.put("granted", granted);
        }
        return Json.write(document);
    }
}
