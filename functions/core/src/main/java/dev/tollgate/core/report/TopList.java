package dev.tollgate.core.report;

import dev.tollgate.core.quota.Dimension;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Who used most. */
public final class TopList {
    private TopList() {}

    /**
     * Those that used most of a dimension, the most first; equals by their names. Who used nothing is not among them. A list of
     * many pages is made page by page: of the list so far and the next page together.
     *
     * @param most how many at most
     * @param windows one window of each owner
     */
    public static List<WindowUsage> of(int most, Dimension dimension, Collection<WindowUsage> windows) {
        return windows.stream()
                .filter(usage -> usage.used(dimension) > 0)
                .sorted(Comparator.comparingLong((WindowUsage usage) -> usage.used(dimension))
                        .reversed()
                        .thenComparing(usage -> usage.owner().toString()))
                .limit(most)
                .toList();
    }
}
