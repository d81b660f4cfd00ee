package dev.tollgate.benchmarks.logging;

import dev.tollgate.core.Stage;
import dev.tollgate.proxy.CallLog;
import dev.tollgate.proxy.JsonCallLog;
import dev.tollgate.proxy.function.CallMetrics;
import dev.tollgate.proxy.function.FunctionLog;
import dev.tollgate.proxy.function.PowertoolsCallLog;

/** A way to record calls. */
enum Way {
    /** Nothing is written: what a record of a call costs. */
    NOTHING("no log"),
    PLAIN("JsonCallLog"),
    LOG("Powertools logging"),
    METRICS("Powertools metrics"),
    /** As deployed. */
    BOTH("both");

    private static final Stage STAGE = Stage.PRODUCTION;

    private final String title;

    Way(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Sets it up. */
    CallLog start() {
        // Metrics have a logger too, which is that of the function.
        if (this != PLAIN) {
            FunctionLog.configure(System.getenv());
        }
        return switch (this) {
            case NOTHING -> _ -> {};
            case PLAIN -> new JsonCallLog(STAGE, System.out);
            case LOG -> new PowertoolsCallLog(STAGE);
            case METRICS -> new CallMetrics(STAGE);
            case BOTH -> new PowertoolsCallLog(STAGE).and(new CallMetrics(STAGE));
        };
    }
}
