package dev.tollgate.upstream.openai;

import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.quota.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** OpenAI's {@code x-ratelimit-*} headers: one limit on requests and one on tokens, of several the one with the least left. */
public final class OpenAiHeaders {
    private OpenAiHeaders() {}

    /** With resets as durations in OpenAI's form, such as {@code 6m0s}. */
    static Map<String, String> of(List<QuotaState> quotas, Instant now) {
        return of(quotas, now, OpenAiHeaders::duration);
    }

    /**
     * The headers.
     *
     * @param reset writes how long it is until a limit's reset
     */
    public static Map<String, String> of(List<QuotaState> quotas, Instant now, Function<Duration, String> reset) {
        var headers = new LinkedHashMap<String, String>();
        put(headers, "requests", quotas, true, untilReset(now, reset));
        put(headers, "tokens", quotas, false, untilReset(now, reset));
        return headers;
    }

    private static Function<QuotaState, String> untilReset(Instant now, Function<Duration, String> reset) {
        return quota -> reset.apply(quota.window().untilReset(now));
    }

    private static void put(
            Map<String, String> headers,
            String family,
            List<QuotaState> quotas,
            boolean requests,
            Function<QuotaState, String> reset) {
        quotas.stream()
                .filter(quota -> !quota.window().isInFlight())
                .filter(quota -> quota.dimension() != Dimension.COST)
                .filter(quota -> (quota.dimension() == Dimension.REQUEST_COUNT) == requests)
                .min(Comparator.comparingLong(QuotaState::remaining))
                .ifPresent(quota -> {
                    headers.put("x-ratelimit-limit-" + family, String.valueOf(quota.limit()));
                    headers.put("x-ratelimit-remaining-" + family, String.valueOf(quota.remaining()));
                    headers.put("x-ratelimit-reset-" + family, reset.apply(quota));
                });
    }

    /** For example {@code 250ms}, {@code 9s}, {@code 6m0s}, {@code 23h59m1s}; above a second rounded up to whole ones. */
    static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + "ms";
        }
        var rounded = Duration.ofSeconds(duration.plusNanos(999_999_999).toSeconds());
        var hours = rounded.toHours() > 0 ? rounded.toHours() + "h" : "";
        var minutes = rounded.toMinutes() > 0 ? rounded.toMinutesPart() + "m" : "";
        return hours + minutes + rounded.toSecondsPart() + "s";
    }
}
