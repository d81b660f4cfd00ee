package dev.tollgate.core.limit;

import dev.tollgate.core.counter.Owner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why a call was refused: the limit that stops it longest.
 *
 * @param quota the limit, as it stood
 * @param requested what the call may use at most in that dimension
 */
public record Refusal(QuotaState quota, long requested) {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Whether the call alone is larger than the whole limit, so that no waiting helps. */
    public boolean isLargerThanLimit() {
        return requested > quota.limit();
    }

    /** Whether the provider's limit refused, not the caller's plan. */
    public boolean isOfBackend() {
        return quota.owner() instanceof Owner.OfBackend;
    }

    /**
     * Whether nothing but calls in flight is in the way. They give back what they do not use, so that trying again soon may
     * well succeed.
     */
    public boolean isOfCallsInFlight() {
        return quota.used() + requested <= quota.limit();
    }

    /**
     * How long to wait: a second where only calls in flight are in the way, else until the window's reset. In whole seconds,
     * rounded up, at least one.
     */
    public Duration retryAfter(Instant now) {
        return isOfCallsInFlight() ? SOON : untilReset(now);
    }

    private Duration untilReset(Instant now) {
        return Duration.ofSeconds(Math.max(1, quota.window().secondsUntilReset(now)));
    }

    /** One message for people: which limit of whose, what it stands at, and what to do. English. */
    public String describe(Instant now) {
        var whose = isOfBackend() ? "backend " : "plan ";
        var limit = "%s of %s%s is limited to %d in %s"
                .formatted(
                        quota.dimension().fieldName(),
                        whose,
                        quota.name(),
                        quota.limit(),
                        quota.window().length());
        if (isLargerThanLimit()) {
            return "This call may use %d, but %s: %s.".formatted(requested, limit, advice());
        }
        return "%s: %d used, %d reserved by calls in flight, %d requested. %sIt resets at %s, in %d s."
                .formatted(
                        limit,
                        quota.used(),
                        quota.reserved(),
                        requested,
                        isOfCallsInFlight() ? "What they do not use is free again when they end. " : "",
                        quota.window().end().truncatedTo(ChronoUnit.SECONDS),
                        untilReset(now).toSeconds());
    }

    private String advice() {
        return switch (quota.dimension()) {
            case REQUEST_COUNT -> "no call fits";
            case PROMPT_TOKEN_COUNT -> "send a shorter prompt";
            case COMPLETION_TOKEN_COUNT -> "ask for a smaller maximum of completion tokens";
            case TOTAL_TOKEN_COUNT -> "send a shorter prompt or ask for a smaller maximum of completion tokens";
        };
    }
}
