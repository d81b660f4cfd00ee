package dev.tollgate.core.limit;

import dev.tollgate.core.counter.Owner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why a call was refused: the limit that stops it longest.
 *
 * @param quota the limit, as it stood
 * @param used what ended calls used of it, less what an operator has given back, 0 or more
 * @param requested what the call may use at most in that dimension
 * @param largestCall the most that one call could use: less than the limit where its window is split into shards
 * @param cause what is in the way
 */
public record Refusal(QuotaState quota, long used, long requested, long largestCall, Cause cause) {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** What is in the way. */
    public enum Cause {
        /** The call alone is larger than the limit: no waiting helps. */
        LARGER_THAN_LIMIT,
        /** What is used. It stays until the window's reset. */
        USED_UP,
        /** Nothing but calls in flight. They give back what they do not use: trying again soon may well succeed. */
        CALLS_IN_FLIGHT
    }

    /** Whether the call alone is larger than the whole limit, so that no waiting helps. */
    public boolean isLargerThanLimit() {
        return cause == Cause.LARGER_THAN_LIMIT;
    }

    /** Whether nothing but calls in flight is in the way. */
    public boolean isOfCallsInFlight() {
        return cause == Cause.CALLS_IN_FLIGHT;
    }

    /** Whether the provider's limit refused, not the caller's plan. */
    public boolean isOfBackend() {
        return !(quota.owner() instanceof Owner.OfSubscription);
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
        if (quota.window().isInFlight()) {
            return "%s of %s is limited to %d, and as many calls are in flight. Try again when one has ended."
                    .formatted(quota.fieldName(), quota.name(), quota.limit());
        }
        var limit = "%s of %s is limited to %d in %s"
                .formatted(
                        quota.fieldName(),
                        quota.name(),
                        quota.limit(),
                        quota.window().rule());
        if (isLargerThanLimit()) {
            var share = largestCall < quota.limit() ? ", of which one call may use " + largestCall : "";
            return "This call may use %d, but %s%s: %s.".formatted(requested, limit, share, advice());
        }
        return "%s: %d used, %d reserved by calls in flight, %d requested. %sIt resets at %s, in %d s."
                .formatted(
                        limit,
                        used,
                        quota.committed() - used,
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
            case TOTAL_TOKEN_COUNT, COST -> "send a shorter prompt or ask for a smaller maximum of completion tokens";
        };
    }
}
