package dev.tollgate.admin.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.admin.http.Csv;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.report.WindowUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was used over time.
 *
 * @param subscription absent of a backend
 * @param backend absent of a subscription
 * @param owner what messages call it
 * @param window of which kind they are, or those that they were summed up of
 * @param by the unit they are summed up to, absent where they are not
 * @param items in the order of time; those in which nothing was counted are left out
 * @param next the next part as a URI reference relative to this one's, absent where this is the last one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record HistoryForm(
        String subscription,
        String backend,
        String owner,
        String window,
        String by,
        String from,
        String until,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Item> items,
        String next) {
    /**
     * What was used in one window.
     *
     * @param callsInFlight calls that had not ended when it was read: what they use is not among the figures
     */
    record Item(
            String start,
            String end,
            long requestCount,
            long promptTokenCount,
            long completionTokenCount,
            long totalTokenCount,
            long cost,
            int callsInFlight,
            long callsAssumed) {
        static Item of(WindowUsage usage) {
            return new Item(
                    usage.window().start().toString(),
                    usage.window().end().toString(),
                    usage.used(Dimension.REQUEST_COUNT),
                    usage.used(Dimension.PROMPT_TOKEN_COUNT),
                    usage.used(Dimension.COMPLETION_TOKEN_COUNT),
                    usage.used(Dimension.TOTAL_TOKEN_COUNT),
                    usage.used(Dimension.COST),
                    usage.callsInFlight(),
                    usage.callsAssumed());
        }

        private List<@Nullable Object> row() {
            return Arrays.asList(
                    start,
                    end,
                    requestCount,
                    promptTokenCount,
                    completionTokenCount,
                    totalTokenCount,
                    cost,
                    callsInFlight,
                    callsAssumed);
        }
    }

    /** A row for each window. */
    Csv table() {
        var columns = new ArrayList<>(List.of("start", "end"));
        Arrays.stream(Dimension.values()).map(Dimension::fieldName).forEach(columns::add);
        columns.addAll(List.of("callsInFlight", "callsAssumed"));
        return new Csv(columns, items.stream().map(Item::row).toList());
    }
}
