package dev.tollgate.admin.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.report.WindowUsage;
import org.jspecify.annotations.Nullable;

/**
 * Where one limit stands.
 *
 * @param used by calls that ended, whatever was forgiven
 * @param reserved by calls in flight
 * @param free for further calls
 * @param granted beyond the limit in this window, absent where nothing is
 * @param forgiven of what is used, absent where nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LimitUsage(
        long limit,
        long used,
        long reserved,
        long free,
        @Nullable Long granted,
        @Nullable Long forgiven) {
    static LimitUsage of(WindowUsage usage, Dimension dimension) {
        return new LimitUsage(
                usage.limit(dimension).orElseThrow(),
                usage.used(dimension),
                usage.reserved(dimension),
                usage.free(dimension).orElseThrow(),
                unlessNone(usage.granted(dimension)),
                unlessNone(usage.forgiven(dimension)));
    }

    static @Nullable Long unlessNone(long amount) {
        return amount == 0 ? null : Long.valueOf(amount);
    }
}
