package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Shards;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an owner is limited to.
 *
 * @param concurrentRequests calls in flight, absent where they are not limited
 * @param shards into how many counters a window is split at most, absent where its limits decide
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LimitsForm(
        List<QuotaForm> quotas,
        @Nullable Long concurrentRequests,
        @Nullable Integer shards) {
    /** Each is a write for every call. */
    private static final int MOST_QUOTAS = 10;

    private static final long MOST_CONCURRENT = 1_000_000;

    static LimitsForm of(Limits limits) {
        return new LimitsForm(
                limits.quotas().stream().map(QuotaForm::of).toList(),
                limits.concurrentRequests() == 0 ? null : limits.concurrentRequests(),
                limits.shards() == 0 ? null : limits.shards());
    }

    /** As it is sent: 0 is as good as absent. */
    static Optional<Limits> read(Fields fields) {
        var quotas = fields.list("quotas", MOST_QUOTAS, value -> value.object(QuotaForm::read));
        fields.check("quotas", () -> new Limits(quotas, 0, 0));
        var concurrentRequests = fields.number(InFlight.FIELD_NAME, 0, MOST_CONCURRENT, 0);
        var shards = (int) fields.number("shards", 0, Shards.MOST, 0);
        return fields.make(() -> new Limits(quotas, concurrentRequests, shards));
    }
}
