package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.Counters;
import java.time.Duration;
import java.time.InstantSource;

/** A fault of the algorithm that is planted into a run; without changes, none. */
interface Fault {
    /** The algorithm as it is. */
    Fault NONE = new Fault() {};

    /** The store, faulty. */
    default Counters store(Counters store, InstantSource clock) {
        return store;
    }

    /** What a limiter takes for the counters, faulty. */
    default Counters counters(Counters counters, InstantSource clock, Scenario scenario) {
        return counters;
    }

    /** What a limiter's network tells it, faulty. */
    default Counters network(Counters network) {
        return network;
    }

    /** How long a lease lasts. */
    default Duration lease(Duration lease) {
        return lease;
    }
}
