package dev.tollgate.admin.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.admin.http.Csv;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who used most of something.
 *
 * @param window of which kind
 * @param looked how many subscriptions were looked at; those whose plan has no such window are among them
 * @param items the most first
 * @param unreadable subscriptions that cannot be understood, or whose plan cannot; absent where there are none
 * @param next the list of those behind the last one that was looked at, as a URI reference; absent where that was all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record TopForm(
        String dimension,
        String window,
        String at,
        @JsonInclude(JsonInclude.Include.ALWAYS) int looked,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Item> items,
        List<String> unreadable,
        String next) {
    /**
     * What a subscription used.
     *
     * @param limit absent where its plan does not limit this dimension
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String subscription,
            String start,
            String end,
            long used,
            long reserved,
            @Nullable Long limit) {
        private List<@Nullable Object> row() {
            return Arrays.asList(subscription, start, end, used, reserved, limit);
        }
    }

    /** A row for each subscription. */
    Csv table() {
        return new Csv(
                List.of("subscription", "start", "end", "used", "reserved", "limit"),
                items.stream().map(Item::row).toList());
    }
}
