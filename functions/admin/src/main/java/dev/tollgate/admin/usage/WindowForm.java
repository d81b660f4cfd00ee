package dev.tollgate.admin.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.report.WindowUsage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A present window.
 *
 * @param id such as {@code 1min}
 * @param timeZone where its days begin, absent for UTC
 * @param start its first moment
 * @param end the first moment after it
 * @param resetsAt when counting starts anew: at its end
 * @param limits by dimension
 * @param callsInFlight calls that it counts and that have not ended
 * @param callsAssumed calls that are taken to have used all they reserved, because they died
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WindowForm(
        String id,
        int unitTime,
        String timeUnit,
        @Nullable String timeZone,
        String start,
        String end,
        String resetsAt,
        Map<String, LimitUsage> limits,
        int callsInFlight,
        long callsAssumed) {
    static WindowForm of(WindowUsage usage) {
        if (!(usage.window().rule() instanceof WindowLength length)) {
            throw new IllegalArgumentException("the calls in flight are in no window");
        }
        return new WindowForm(
                length.id(),
                length.unitTime(),
                length.timeUnit().id(),
                Windows.zone(length),
                usage.window().start().toString(),
                usage.window().end().toString(),
                usage.window().end().toString(),
                limits(usage),
                usage.callsInFlight(),
                usage.callsAssumed());
    }

    private static Map<String, LimitUsage> limits(WindowUsage usage) {
        var limits = new LinkedHashMap<String, LimitUsage>();
        for (var dimension : Dimension.values()) {
            if (usage.limit(dimension).isPresent()) {
                limits.put(dimension.fieldName(), LimitUsage.of(usage, dimension));
            }
        }
        return limits;
    }
}
