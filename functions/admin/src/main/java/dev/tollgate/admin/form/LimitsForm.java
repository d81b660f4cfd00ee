package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.quota.Limits;
import java.util.List;
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
    static LimitsForm of(Limits limits) {
        return new LimitsForm(
                limits.quotas().stream().map(QuotaForm::of).toList(),
                limits.concurrentRequests() == 0 ? null : limits.concurrentRequests(),
                limits.shards() == 0 ? null : limits.shards());
    }
}
