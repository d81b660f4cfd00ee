package dev.tollgate.proxy;

import static java.util.stream.Collectors.joining;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The headers that tell a caller where it stands: the IETF's, the dialect's own, and on a refusal when to come back. A
 * backend's limits are told only where they refuse: otherwise they are nobody's business but the operator's.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit header fields</a>
 */
final class RateLimitHeaders {
    /** SDKs that honour a wait at all honour about this much; beyond it they had better not try again. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private RateLimitHeaders() {}

    /** Of an admitted call. */
    static Map<String, String> of(Dialect dialect, List<QuotaState> quotas, Instant now) {
        var own = quotas.stream()
                .filter(quota -> quota.owner() instanceof Owner.OfSubscription)
                .toList();
        var headers = state(dialect, own, now);
        putRemaining(headers, own, quota -> secondsUntilMore(quota, now));
        var exceeded =
                own.stream().filter(QuotaState::isExceeded).map(QuotaState::id).collect(joining(", "));
        if (!exceeded.isEmpty()) {
            headers.put("x-tollgate-quota-exceeded", exceeded);
        }
        return headers;
    }

    /** Of a refused call. */
    static Map<String, String> of(Dialect dialect, Refusal refusal, List<QuotaState> quotas, Instant now) {
        var sameOwner = quotas.stream()
                .filter(quota -> quota.owner().equals(refusal.quota().owner()))
                .toList();
        var headers = state(dialect, sameOwner, now);
        headers.putIfAbsent("ratelimit-policy", policy(refusal.quota()));
        if (refusal.isLargerThanLimit()) {
            headers.put("x-should-retry", "false");
            return headers;
        }
        var wait = refusal.retryAfter(now);
        putRemaining(
                headers,
                sameOwner,
                quota -> quota.equals(refusal.quota()) ? wait.toSeconds() : secondsUntilMore(quota, now));
        var isSoonOver = wait.compareTo(LONGEST_WAIT) <= 0;
        if (isSoonOver || !dialect.sleepsAsLongAsTold()) {
            headers.put("retry-after", String.valueOf(wait.toSeconds()));
            headers.put("retry-after-ms", String.valueOf(wait.toMillis()));
        }
        headers.put("x-should-retry", String.valueOf(isSoonOver));
        return headers;
    }

    private static Map<String, String> state(Dialect dialect, List<QuotaState> quotas, Instant now) {
        var headers = new LinkedHashMap<>(dialect.rateLimitHeaders(quotas, now));
        if (!quotas.isEmpty()) {
            headers.put(
                    "ratelimit-policy",
                    quotas.stream().map(RateLimitHeaders::policy).collect(joining(", ")));
        }
        return headers;
    }

    /** Calls in flight have a unit in the draft, and no window. */
    private static String policy(QuotaState quota) {
        if (quota.window().isInFlight()) {
            return "\"%s\";q=%d;qu=\"concurrent-requests\"".formatted(quota.id(), quota.limit());
        }
        return "\"%s\";q=%d;w=%d"
                .formatted(quota.id(), quota.limit(), quota.window().duration().toSeconds());
    }

    /** A call in flight may end at any moment. */
    private static long secondsUntilMore(QuotaState quota, Instant now) {
        return quota.window().isInFlight() ? 1 : quota.window().secondsUntilReset(now);
    }

    /** {@code Retry-After} must not be earlier than the {@code t} of what refused, which says when there is more. */
    private static void putRemaining(
            Map<String, String> headers, List<QuotaState> quotas, ToLongFunction<QuotaState> secondsUntilMore) {
        if (!quotas.isEmpty()) {
            var states = quotas.stream()
                    .map(quota -> "\"%s\";r=%d;t=%d"
                            .formatted(quota.id(), quota.remaining(), secondsUntilMore.applyAsLong(quota)));
            headers.put("ratelimit", states.collect(joining(", ")));
        }
    }
}
