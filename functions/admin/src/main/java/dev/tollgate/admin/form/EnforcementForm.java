package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.OnStoreFailure;
import org.jspecify.annotations.Nullable;

/**
 * How limits are held.
 *
 * @param accounting {@code RESERVE} or {@code COUNT_AFTER}
 * @param stopOnQuotaReach whether what does not fit is refused, as in WSO2's form
 * @param clampOnQuotaReach whether the call's maximum is lowered to what is left before it is refused
 * @param onStoreFailure {@code DENY} or {@code ALLOW}
 * @param safeCapacity how many calls each process allows in a window then, absent where it allows all or none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EnforcementForm(
        String accounting,
        boolean stopOnQuotaReach,
        boolean clampOnQuotaReach,
        String onStoreFailure,
        @Nullable Long safeCapacity) {
    static EnforcementForm of(Enforcement enforcement) {
        var onStoreFailure = enforcement.onStoreFailure();
        var isBounded = !onStoreFailure.equals(OnStoreFailure.DENY) && !onStoreFailure.equals(OnStoreFailure.ALLOW);
        return new EnforcementForm(
                enforcement.accounting().name(),
                enforcement.stopsOnQuotaReach(),
                enforcement.onQuotaReach() == Enforcement.OnQuotaReach.CLAMP,
                onStoreFailure.equals(OnStoreFailure.DENY) ? "DENY" : "ALLOW",
                isBounded ? onStoreFailure.capacity() : null);
    }
}
