package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.usage.Estimate;
import java.time.Duration;
import java.util.List;

/**
 * What remains when all calls have ended and every lease has run out. Whoever calls once more buries the dead in the windows
 * that are still open; in windows that are over nobody meets them any more, so they are buried here.
 */
record RestCheck(Simulation world) {
    private static final int MOST_CALLS = 100;

    void check() {
        world.scheduler.advance(Duration.ofHours(1));
        world.scenario.owners().forEach(owner -> {
            for (var calls = 0; calls < MOST_CALLS && hasDead(owner.owner()); calls++) {
                var limiter = new Limiter(
                        world.fault.counters(world.history, world.scheduler::now, world.scenario),
                        world.scheduler::now,
                        world.random,
                        Runnable::run);
                var until = world.scheduler.now().plus(Scenario.LEASE_MARGIN);
                if (limiter.reserve(List.of(owner), Estimate.NO_TOKENS, until) instanceof Decision.Admitted admitted) {
                    admitted.reservation().release();
                }
            }
        });
        for (var key : List.copyOf(world.history.keys())) {
            if (!isOpen(key)) {
                List.copyOf(world.history.of(key).open).forEach(lease -> world.history.expire(key, lease));
            }
            var state = world.history.of(key).last();
            world.trace.require(
                    state.leases().isEmpty() && state.committed().equals(state.used()),
                    Check.NOTHING_IS_RESERVED_AT_REST,
                    () -> "%s still holds a reservation: %s".formatted(key, state));
            var charged = charged(key);
            world.trace.require(
                    state.used().equals(charged),
                    Check.USED_IS_WHAT_THE_PROVIDER_SAYS,
                    () -> "%s has %s, but the provider and the dead come to %s".formatted(key, state, charged));
        }
    }

    private boolean hasDead(Owner owner) {
        return world.history.keys().stream()
                .anyMatch(key -> key.owner().equals(owner)
                        && isOpen(key)
                        && !world.history.of(key).open.isEmpty());
    }

    private boolean isOpen(CounterKey key) {
        return key.window().rule().windowAt(world.scheduler.now()).equals(key.window());
    }

    private Amounts charged(CounterKey key) {
        var owner = world.scenario.quotas(key.owner());
        return world.history.of(key).ended.stream()
                .map(ended -> switch (ended.how()) {
                    case SETTLED -> world.provider.charge(ended.lease().id(), owner);
                    case RELEASED -> Amounts.NONE;
                    case EXPIRED -> ended.lease().reserved();
                })
                .reduce(Amounts.NONE, Amounts::plus);
    }
}
