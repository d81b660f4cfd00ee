package dev.tollgate.upstream.anthropic;

import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.quota.Dimension;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Anthropic's {@code anthropic-ratelimit-*} headers: of several limits of a family the one with the least left. Its
 * {@code tokens} are, as there, the tightest of all limits on tokens. Resets are times of RFC 3339 in whole seconds.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/rate-limits#response-headers">the headers</a>
 */
final class AnthropicHeaders {
    private static final Map<String, Set<Dimension>> FAMILIES = families();

    private AnthropicHeaders() {}

    static Map<String, String> of(List<QuotaState> quotas) {
        var headers = new LinkedHashMap<String, String>();
        FAMILIES.forEach((family, dimensions) -> quotas.stream()
                .filter(quota -> !quota.window().isInFlight())
                .filter(quota -> dimensions.contains(quota.dimension()))
                .min(Comparator.comparingLong(QuotaState::remaining))
                .ifPresent(quota -> put(headers, "anthropic-ratelimit-" + family, quota)));
        return headers;
    }

    private static void put(Map<String, String> headers, String prefix, QuotaState quota) {
        headers.put(prefix + "-limit", String.valueOf(quota.limit()));
        headers.put(prefix + "-remaining", String.valueOf(quota.remaining()));
        headers.put(
                prefix + "-reset",
                DateTimeFormatter.ISO_INSTANT.format(quota.window().end().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Map<String, Set<Dimension>> families() {
        var families = new LinkedHashMap<String, Set<Dimension>>();
        families.put("requests", Set.of(Dimension.REQUEST_COUNT));
        families.put(
                "tokens",
                Set.of(Dimension.TOTAL_TOKEN_COUNT, Dimension.PROMPT_TOKEN_COUNT, Dimension.COMPLETION_TOKEN_COUNT));
        families.put("input-tokens", Set.of(Dimension.PROMPT_TOKEN_COUNT));
        families.put("output-tokens", Set.of(Dimension.COMPLETION_TOKEN_COUNT));
        return families;
    }
}
