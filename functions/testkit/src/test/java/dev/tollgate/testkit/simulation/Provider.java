package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The simulated provider's own books: which calls reached it, and what each really used. */
final class Provider {
    private final Map<LeaseId, Served> served = new HashMap<>();
    private final Map<OfWindow, Amounts> used = new HashMap<>();
    private final Set<Call> inFlight = new LinkedHashSet<>();

    private record OfWindow(Owner owner, Window window) {}

    /**
     * A call that was answered.
     *
     * @param estimate what it was allowed
     * @param told what the reply says it used
     */
    private record Served(Estimate estimate, Usage told) {}

    /** A call arrives. */
    void begins(Call call) {
        inFlight.add(call);
    }

    /** It produces output, which counts in the windows that admitted it. */
    void serves(Call call, Estimate estimate, Usage really, Usage told) {
        call.attempts.forEach(attempt -> served.put(attempt.lease().id(), new Served(estimate, told)));
        for (var hold : call.holds) {
            var tariff = quotas(call, hold.key().owner()).tariff();
            used.merge(new OfWindow(hold.key().owner(), hold.key().window()), tariff.of(really), Amounts::plus);
        }
    }

    /** It is over, or its gateway is. */
    void ends(Call call) {
        inFlight.remove(call);
    }

    /** What it did for calls of a window. */
    Amounts used(Owner owner, Window window) {
        return used.getOrDefault(new OfWindow(owner, window), Amounts.NONE);
    }

    /** How many calls with a slot it answers right now that are not beyond their time. */
    long inFlight(Owner owner, Instant now) {
        return inFlight.stream()
                .filter(call -> !now.isAfter(call.deadline))
                .filter(call -> call.holds.stream()
                        .map(Call.Hold::key)
                        .anyMatch(
                                key -> key.owner().equals(owner) && key.window().isInFlight()))
                .count();
    }

    /** What a call is to be charged by an owner. */
    Amounts charge(LeaseId call, OwnerQuotas owner) {
        var answer = served.get(call);
        if (answer == null) {
            return Amounts.NONE;
        }
        return answer.told.source() == Usage.Source.RESERVATION
                ? owner.tariff().most(answer.estimate)
                : owner.tariff().of(answer.told);
    }

    private static OwnerQuotas quotas(Call call, Owner owner) {
        return call.owners.stream()
                .filter(quotas -> quotas.owner().equals(owner))
                .findFirst()
                .orElseThrow();
    }
}
