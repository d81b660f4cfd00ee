package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.testkit.InMemoryCounters;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One run: gateways with the real limiter on one store, in a world that is drawn from the seed. The same seed is the same
 * run, to the last event.
 */
final class Simulation {
    private static final Duration RESTART = Duration.ofSeconds(1);

    final RandomGenerator random;
    final Fault fault;
    final Scenario scenario;
    final Scheduler scheduler;
    final Trace trace;
    final StoreHistory history;
    final Provider provider = new Provider();
    final LimitCheck limits;
    final RefusalCheck refusals;
    final Witness.Known known;

    private Simulation(long seed, Fault fault) {
        random = new SplittableRandom(seed);
        this.fault = fault;
        scenario = RandomScenario.draw(random);
        scheduler = new Scheduler(scenario.start());
        trace = new Trace(scheduler);
        history = new StoreHistory(fault.store(new InMemoryCounters(), scheduler::now), trace, this::checkLimits);
        limits = new LimitCheck(scenario, scheduler, history, provider, trace);
        refusals = new RefusalCheck(history, trace);
        known = new Witness.Known(scheduler, history, trace);
    }

    private void checkLimits(CounterKey key) {
        limits.check(key);
    }

    static Trace run(long seed) {
        return run(seed, Fault.NONE);
    }

    static Trace run(long seed, Fault fault) {
        var simulation = new Simulation(seed, fault);
        simulation.run();
        return simulation.trace;
    }

    private void run() {
        trace.add("world", "is", scenario);
        for (var process = 0; process < scenario.processes(); process++) {
            var slot = new Slot("p" + process, new Gateway(this));
            for (var lane = 0; lane < scenario.lanes(); lane++) {
                var name = slot.name + "." + lane;
                scheduler.start(() -> calls(slot, name));
            }
        }
        try {
            scheduler.run();
            new RestCheck(this).check();
        } catch (RuntimeException e) {
            trace.require(false, Check.NOTHING_BREAKS, () -> stackTrace(e));
        }
    }

    private static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void calls(Slot slot, String lane) {
        for (var call = 0; call < scenario.calls(); call++) {
            scheduler.sleep(
                    Duration.ofMillis(random.nextLong(1 + scenario.pause().toMillis())));
            var gateway = slot.gateway;
            try {
                gateway.serve(lane + "." + call);
            } catch (RuntimeException | Error e) {
                if (!gateway.isDead()) {
                    throw e;
                }
                trace.add(lane, "dies in call", call);
                scheduler.sleep(RESTART);
                slot.restart(this);
            }
        }
    }

    /** Where a process runs, and after its death another. */
    private static final class Slot {
        private final String name;
        private Gateway gateway;

        Slot(String name, Gateway gateway) {
            this.name = name;
            this.gateway = gateway;
        }

        void restart(Simulation world) {
            if (gateway.isDead()) {
                gateway = new Gateway(world);
            }
        }
    }
}
