package dev.tollgate.benchmarks.gateway;

import java.time.Duration;

/** What is asked for. */
enum Kind {
    /** A reply in one piece. */
    WHOLE("whole replies", "gpt-4o-mini", Duration.ZERO),
    /** A stream whose events come as fast as they are taken. */
    STREAMED("streams", "gpt-4o-mini", Duration.ZERO),
    /** A stream whose events come at the pace of a quick model. */
    PACED("streams with 5 ms between events", "gpt-4o-mini-paced", Duration.ofMillis(5)),
    /** No call: the write to the counters that Tollgate makes before it. */
    COUNTER_WRITE("counter writes", "", Duration.ZERO);

    private final String label;
    private final String model;
    private final Duration pause;

    Kind(String label, String model, Duration pause) {
        this.label = label;
        this.model = model;
        this.pause = pause;
    }

    /** For people. */
    String label() {
        return label;
    }

    /** The model that is asked for, by which the stub knows the pace. */
    String model() {
        return model;
    }

    /** How long the stub waits after each event. */
    Duration pause() {
        return pause;
    }

    boolean isStream() {
        return this == STREAMED || this == PACED;
    }
}
