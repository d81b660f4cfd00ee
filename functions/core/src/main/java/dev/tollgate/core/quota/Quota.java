package dev.tollgate.core.quota;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A window and what may be used in it. Immutable.
 *
 * @param window how long the window is
 * @param limits the most in each limited dimension; a dimension that is absent, or given as 0, is not limited
 */
public record Quota(WindowLength window, Map<Dimension, Long> limits) {
    /** @throws IllegalArgumentException if a limit is negative or nothing is limited */
    public Quota {
        var limited = new EnumMap<Dimension, Long>(Dimension.class);
        limits.forEach((dimension, limit) -> {
            if (limit < 0) {
                throw new IllegalArgumentException(
                        "%s must not be negative: %d".formatted(dimension.fieldName(), limit));
            }
            if (limit > 0) {
                limited.put(dimension, limit);
            }
        });
        if (limited.isEmpty()) {
            throw new IllegalArgumentException("a quota limits at least one of "
                    + List.of(Dimension.values()).stream()
                            .map(Dimension::fieldName)
                            .collect(Collectors.joining(", ")));
        }
        limits = Collections.unmodifiableMap(limited);
    }

    /**
     * Checks that no two quotas of one owner count in the same window, where one would hide the other.
     *
     * @throws IllegalArgumentException if two have the same window length
     */
    public static void requireDistinctWindows(List<Quota> quotas) {
        if (quotas.stream().map(Quota::window).distinct().count() < quotas.size()) {
            throw new IllegalArgumentException("two quotas have the same window length: put their limits into one");
        }
    }

    /** The limit in one dimension, empty where it is not limited. */
    public OptionalLong limit(Dimension dimension) {
        var limit = limits.get(dimension);
        return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
    }
}
