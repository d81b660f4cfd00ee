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
        var wait = refusal.retryAfter(now);
        headers.put("retry-after", String.valueOf(wait.toSeconds()));
        headers.put(
                "retry-after-ms",
                String.valueOf(
                        Math.max(1, refusal.quota().window().untilReset(now).toMillis())));
        headers.put(
                "x-should-retry", String.valueOf(!refusal.isLargerThanLimit() && wait.compareTo(LONGEST_WAIT) <= 0));
        return headers;
    }

    private static Map<String, String> state(Dialect dialect, List<QuotaState> quotas, Instant now) {
        var headers = new LinkedHashMap<>(dialect.rateLimitHeaders(quotas, now));
        if (!quotas.isEmpty()) {
            headers.put(
                    "ratelimit-policy",
                    quotas.stream().map(RateLimitHeaders::policy).collect(joining(", ")));
            headers.put(
                    "ratelimit",
                    quotas.stream().map(quota -> remaining(quota, now)).collect(joining(", ")));
        }
        return headers;
    }

    private static String policy(QuotaState quota) {
        return "\"%s\";q=%d;w=%d"
                .formatted(quota.id(), quota.limit(), quota.window().duration().toSeconds());
    }

    private static String remaining(QuotaState quota, Instant now) {
        return "\"%s\";r=%d;t=%d"
                .formatted(
                        quota.id(),
                        quota.remaining(),
                        quota.window().untilReset(now).toSeconds());
    }
}
