package dev.tollgate.proxy.function;

import dev.tollgate.core.Stage;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.proxy.CallFields;
import dev.tollgate.proxy.CallLog;
import dev.tollgate.proxy.CallRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/**
 * Writes a line for each call into the function's log, with the call's fields beside those of every line. Thread safe: nothing
 * of a call is kept with the thread, as calls are also recorded by others than their own.
 */
public final class PowertoolsCallLog implements CallLog {
    private static final Logger LOGGER = LoggerFactory.getLogger("dev.tollgate.calls");

    private final Stage stage;

    /** Writes the calls of one stage. */
    public PowertoolsCallLog(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void record(CallRecord call) {
        var level = level(call);
        if (LOGGER.isEnabledForLevel(level)) {
            var fields = CallFields.of(call, stage).entrySet().stream()
                    .map(field -> StructuredArguments.entry(field.getKey(), field.getValue()))
                    .toArray();
            LOGGER.atLevel(level).log("call", fields);
        }
    }

    /**
     * {@code ERROR} for what is ours to mend: a defect, a store that failed. {@code WARN} for a provider that failed, and for a
     * limit that went unchecked or was settled too late. {@code INFO} for all else, a caller's fault included.
     */
    private static Level level(CallRecord call) {
        var settled = call.ending().settled();
        var blame = Blame.of(call.ending());
        if (blame == Blame.GATEWAY
                || blame == Blame.STORE
                || settled.filter(Settlement.STORE_FAILED::equals).isPresent()) {
            return Level.ERROR;
        }
        return blame == Blame.PROVIDER
                        || call.isUnchecked()
                        || settled.filter(Settlement.TOO_LATE::equals).isPresent()
                ? Level.WARN
                : Level.INFO;
    }
}
