package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.Stage;
import dev.tollgate.proxy.function.CallMetrics;
import dev.tollgate.proxy.function.FunctionLog;
import dev.tollgate.proxy.function.PowertoolsCallLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps everything that is written to a logger, to the standard output or to that of errors, until it is closed. */
final class CanaryOutput extends Handler {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream to = new PrintStream(written, true, UTF_8);
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    CanaryOutput() {
        setFormatter(new SimpleFormatter());
        setLevel(Level.ALL);
        Logger.getLogger("").addHandler(this);
        System.setOut(to);
        System.setErr(to);
    }

    /** What the deployed function writes of a call, on the standard output. */
    static CallLog deployedLog() {
        FunctionLog.configure(Map.of());
        return new PowertoolsCallLog(Stage.SANDBOX).and(new CallMetrics(Stage.SANDBOX));
    }

    @Override
    public void publish(LogRecord entry) {
        to.print(getFormatter().format(entry));
    }

    /** Writes an exception down as the function's runtime does with one that it is thrown: with all its causes. */
    void log(Throwable thrown) {
        thrown.printStackTrace(to);
    }

    String text() {
        return written.toString(UTF_8);
    }

    @Override
    public void flush() {
        to.flush();
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        Logger.getLogger("").removeHandler(this);
    }
}
