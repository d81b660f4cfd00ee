package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A window and its limits, by the names of WSO2's {@code aiApiQuota}.
 *
 * @param timeZone where its days begin, absent for UTC
 * @param requestCount like the others absent where it is not limited
 * @param cost in millionths of the currency of the price table
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuotaForm(
        int unitTime,
        String timeUnit,
        @Nullable String timeZone,
        @Nullable Long requestCount,
        @Nullable Long promptTokenCount,
        @Nullable Long completionTokenCount,
        @Nullable Long totalTokenCount,
        @Nullable Long cost) {
    /** Exact in JSON numbers of every reader, and so are sums of some of them. */
    static final long HIGHEST = 1_000_000_000_000_000L;

    static QuotaForm of(Quota quota) {
        if (!(quota.window() instanceof WindowLength length)) {
            throw new IllegalStateException("limits keep the calls in flight apart from their quotas");
        }
        return new QuotaForm(
                length.unitTime(),
                length.timeUnit().id(),
                length.timeZone().equals(ZoneOffset.UTC)
                        ? null
                        : length.timeZone().getId(),
                limit(quota, Dimension.REQUEST_COUNT),
                limit(quota, Dimension.PROMPT_TOKEN_COUNT),
                limit(quota, Dimension.COMPLETION_TOKEN_COUNT),
                limit(quota, Dimension.TOTAL_TOKEN_COUNT),
                limit(quota, Dimension.COST));
    }

    /** As it is sent: 0 is as good as absent. */
    static Optional<Quota> read(Fields fields) {
        var window = WindowFields.read(fields);
        var limits = new EnumMap<Dimension, Long>(Dimension.class);
        for (var dimension : Dimension.values()) {
            limits.put(dimension, fields.number(dimension.fieldName(), 0, HIGHEST, 0));
        }
        return fields.make(() -> new Quota(window.orElseThrow(), limits));
    }

    private static @Nullable Long limit(Quota quota, Dimension dimension) {
        return quota.limits().get(dimension);
    }
}
