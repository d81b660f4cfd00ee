package dev.tollgate.admin.usage;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.limit.DryRun;
import dev.tollgate.core.limit.Forecast;
import dev.tollgate.core.limit.Payers;
import dev.tollgate.core.limit.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says whether a call would pass. Thread safe; it only reads. */
final class Explanation {
    private final Subjects subjects;
    private final DryRun dryRun;

    Explanation(Subjects subjects, DryRun dryRun) {
        this.subjects = subjects;
        this.dryRun = dryRun;
    }

    /** What would become of the call at this moment. */
    ExplainForm of(AskedCall call, Subscription subscription, Backend backend, Instant now) {
        var policy = subjects.policy(subscription.policy());
        var payers = new Payers(
                subscription, policy, subjects.prices(policy.charging()), backend, subjects.prices(backend.charging()));
        var checks = Check.of(payers, call, now);
        var estimate = call.estimate(policy);
        var forecast = dryRun.of(payers.of(call.route(), backend.providersName(call.model())), estimate);
        var failed = checks.stream().filter(check -> !check.passes()).findFirst();
        var lowered = estimate.completionTokens() - forecast.estimate().completionTokens();
        var passes = failed.isEmpty() && forecast.isAdmitted();
        return new ExplainForm(
                passes ? "ADMITTED" : "REFUSED",
                failed.map(Check::detail).orElseGet(() -> detail(forecast, lowered, now)),
                failed.isPresent() ? null : resetsAt(forecast.refusal()),
                now.toString(),
                subscription.id(),
                policy.id(),
                backend.id(),
                call.model(),
                call.route(),
                estimate.promptTokens(),
                passes ? forecast.estimate().completionTokens() : estimate.completionTokens(),
                passes && lowered > 0,
                checks,
                ExplainForm.rows(failed.isPresent() ? withoutRefusal(forecast) : forecast));
    }

    /** It does not come to limits. */
    private static Forecast withoutRefusal(Forecast forecast) {
        return new Forecast(forecast.rooms(), Optional.empty(), forecast.estimate());
    }

    private static String detail(Forecast forecast, long lowered, Instant now) {
        return forecast.refusal()
                .map(refusal -> refusal.describe(now))
                .orElseGet(() -> lowered > 0
                        ? "The call passes, with its maximum of completion tokens lowered by %d to what is left."
                                .formatted(lowered)
                        : passes(forecast));
    }

    private static String passes(Forecast forecast) {
        var exceeded = forecast.rooms().stream().filter(room -> !room.fits()).count();
        return exceeded == 0
                ? "The call passes."
                : "The call passes, beyond %d of the limits, which stop nothing.".formatted(exceeded);
    }

    private static @Nullable String resetsAt(Optional<Refusal> refusal) {
        return refusal.filter(each ->
                        !each.isLargerThanLimit() && !each.quota().window().isInFlight())
                .map(each -> each.quota().window().end().toString())
                .orElse(null);
    }
}
