package dev.tollgate.core.quota;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A window and what may be used in it. Immutable.
 *
 * @param window how its windows lie in time
 * @param limits the most in each limited dimension; a dimension that is absent, or given as 0, is not limited
 */
public record Quota(WindowRule window, Map<Dimension, Long> limits) {
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
                    + Arrays.stream(Dimension.values())
                            .map(Dimension::fieldName)
                            .collect(joining(", ")));
        }
        limits = Collections.unmodifiableMap(limited);
    }

    /** The limit in one dimension, empty where it is not limited. */
    public OptionalLong limit(Dimension dimension) {
        var limit = limits.get(dimension);
        return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
    }
}
