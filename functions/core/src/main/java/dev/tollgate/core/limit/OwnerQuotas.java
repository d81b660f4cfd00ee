package dev.tollgate.core.limit;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.Window;
import java.util.List;

/**
 * The quotas that one owner is held to.
 *
 * @param owner whose they are
 * @param name what messages call it: the policy's name, or the backend's id
 * @param quotas one for each window length
 * @param stopOnQuotaReach whether a call over a limit is refused; otherwise it is only counted
 */
public record OwnerQuotas(Owner owner, String name, List<Quota> quotas, boolean stopOnQuotaReach) {
    /** Copies the list. */
    public OwnerQuotas {
        quotas = List.copyOf(quotas);
    }

    /** Where the limits of one quota stand when its counter says this. */
    List<QuotaState> states(Quota quota, Window window, CounterState counter) {
        return quota.limits().entrySet().stream()
                .map(limit -> new QuotaState(
                        owner,
                        name,
                        window,
                        limit.getKey(),
                        limit.getValue(),
                        counter.used().of(limit.getKey()),
                        counter.reserved(limit.getKey())))
                .toList();
    }
}
