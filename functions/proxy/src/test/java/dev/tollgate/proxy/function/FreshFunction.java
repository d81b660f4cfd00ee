package dev.tollgate.proxy.function;

import dev.tollgate.core.Stage;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** A process that logs as the deployed function does, from its first line on. */
final class FreshFunction {
    private FreshFunction() {}

    public static void main(String[] arguments) {
        FunctionLog.configure(System.getenv());
        if (arguments.length > 0) {
            // Sets the level of every logger to that of the environment.
            PowertoolsLogging.clearState(true);
        }
        System.getLogger("dev.tollgate.Part").log(System.Logger.Level.INFO, "info of {0}", "ours");
        System.getLogger("dev.tollgate.Part").log(System.Logger.Level.DEBUG, "debug of {0}", "ours");
        for (var name : new String[] {
            "org.apache.hc.client5.http.wire",
            "org.apache.hc.client5.http.headers",
            "org.apache.hc.client5.http.impl.classic.MainClientExec",
            "software.amazon.awssdk.request",
            "software.amazon.awssdk.core.internal"
        }) {
            LoggerFactory.getLogger(name).debug("secret of {}", name);
        }
        LoggerFactory.getLogger("org.apache.hc.client5.http.wire").error("secret, as an error");
        LoggerFactory.getLogger("software.amazon.awssdk.auth").warn("a warning");
        var call = Calls.of(Calls.served());
        new PowertoolsCallLog(Stage.SANDBOX).record(call);
        new CallMetrics(Stage.SANDBOX).record(call);
    }
}
