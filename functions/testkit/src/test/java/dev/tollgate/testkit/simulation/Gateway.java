package dev.tollgate.testkit.simulation;

import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One process: a limiter with its own memory and a clock that is a little wrong. It serves calls until it dies. */
final class Gateway {
    private static final int MOST_SKEW_MILLIS = 5_000;

    private final Simulation world;
    private final SimulatedNetwork network;
    private final InstantSource clock;
    private final Limiter limiter;

    Gateway(Simulation world) {
        this.world = world;
        var skew = Duration.ofMillis(world.random.nextInt(-MOST_SKEW_MILLIS, MOST_SKEW_MILLIS + 1));
        clock = () -> world.scheduler.now().plus(skew);
        network = new SimulatedNetwork(world.history, world.scheduler, world.random, world.scenario.weather());
        var counters = new Witness(world.fault.network(network), world.known);
        limiter =
                new Limiter(world.fault.counters(counters, clock, world.scenario), clock, world.random, Runnable::run);
    }

    boolean isDead() {
        return network.isDead();
    }

    /** Serves one call, or dies in the attempt. */
    void serve(String name) {
        var random = world.random;
        var most = world.scenario.mostTokens();
        var completion = 1 + random.nextInt(most);
        var owners = Stream.concat(
                        Stream.of(world.scenario
                                .subscriptions()
                                .get(random.nextInt(
                                        world.scenario.subscriptions().size()))),
                        world.scenario.backend().stream())
                .toList();
        var call = new Call(
                name,
                owners,
                new Estimate(random.nextInt(most), completion, 1 + random.nextInt(completion)),
                clock.instant(),
                world.scheduler.now().plus(world.scenario.deadline()),
                world.history.steps());
        ScopedValue.where(Call.CURRENT, call).run(() -> decide(call));
    }

    private void decide(Call call) {
        world.trace.add(call.name, "asks for", call.asked);
        var lease = world.fault.lease(world.scenario.deadline().plus(Scenario.LEASE_MARGIN));
        var decision = limiter.reserve(call.owners, call.asked, call.begin.plus(lease));
        if (isDead()) {
            throw new Crash();
        }
        switch (decision) {
            case Decision.Admitted admitted -> send(call, admitted);
            case Decision.Refused refused -> {
                world.trace.add(call.name, "is refused: " + refused.refusal().cause(), refused.refusal());
                world.refusals.check(call, refused);
            }
            case Decision.Undecided undecided -> {
                world.trace.add(call.name, "is undecided", undecided);
                world.trace.require(
                        call.hasTrouble,
                        Check.REFUSED_FOR_A_REASON,
                        () -> "%s is undecided, but the store did all it was asked".formatted(call));
            }
        }
    }

    private void send(Call call, Decision.Admitted admitted) {
        world.trace.add(call.name, kind(call, admitted), admitted.estimate());
        world.provider.begins(call);
        try {
            var usage = answer(call, admitted.estimate());
            network.pause(duration());
            network.mayCrash();
            world.provider.ends(call);
            var holds = List.copyOf(call.holds);
            var settlement = usage.map(admitted.reservation()::settle).orElseGet(admitted.reservation()::release);
            world.trace.add(call.name, (usage.isPresent() ? "settles " : "releases ") + settlement, usage);
            checkEnding(call, holds, usage.isPresent(), settlement);
        } finally {
            world.provider.ends(call);
        }
    }

    private static String kind(Call call, Decision.Admitted admitted) {
        if (admitted.isUnchecked()) {
            return "passes unchecked";
        }
        return admitted.estimate().equals(call.asked) ? "is admitted" : "is lowered";
    }

    /** What the reply says was used, which is the truth or nothing; empty where the provider failed before output. */
    private Optional<Usage> answer(Call call, Estimate estimate) {
        var random = world.random;
        if (random.nextInt(8) == 0) {
            return Optional.empty();
        }
        var prompt = random.nextLong(1 + estimate.promptTokens());
        var completion =
                random.nextInt(3) == 0 ? estimate.completionTokens() : random.nextLong(1 + estimate.completionTokens());
        var used = new Usage(
                prompt,
                completion,
                0,
                random.nextLong(1 + prompt) / 2,
                random.nextLong(1 + prompt) / 2,
                random.nextLong(1 + completion),
                Usage.Source.PROVIDER);
        var told = random.nextInt(8) == 0 ? Usage.ofReservation(estimate) : used;
        world.provider.serves(call, estimate, used, told);
        call.holds.forEach(hold -> world.limits.check(hold.key()));
        return Optional.of(told);
    }

    /** Mostly soon, sometimes late, and now and then beyond the lease. */
    private Duration duration() {
        var deadline = world.scenario.deadline().toMillis();
        return Duration.ofMillis(
                switch (world.random.nextInt(16)) {
                    case 0 -> deadline + world.random.nextLong(180_000);
                    case 3 -> deadline + Scenario.LEASE_MARGIN.toMillis() + world.random.nextInt(-8_000, 8_000);
                    case 1, 2 -> world.random.nextLong(deadline);
                    default -> 20 + world.random.nextLong(3_000);
                });
    }

    /** Within its time a call's ending is its own, and one that is reported as done has been done. */
    private void checkEnding(Call call, List<Call.Hold> holds, boolean isServed, Settlement settlement) {
        if (world.scheduler.now().isAfter(call.deadline) || settlement == Settlement.STORE_FAILED) {
            return;
        }
        for (var hold : holds) {
            var how = isServed && !hold.key().window().isInFlight()
                    ? CounterHistory.How.SETTLED
                    : CounterHistory.How.RELEASED;
            world.trace.require(
                    settlement == Settlement.DONE
                            && world.history.of(hold.key()).ended.contains(new CounterHistory.Ended(hold.lease(), how)),
                    Check.TOLD_THE_TRUTH,
                    () -> "%s hears %s, but %s was not %s".formatted(call, settlement, hold, how));
        }
    }
}
