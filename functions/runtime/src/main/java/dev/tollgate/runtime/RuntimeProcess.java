package dev.tollgate.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.time.InstantSource;

/** The life of a process: the handler is made, a snapshot is taken where one is wanted, then calls are. Runs once. */
final class RuntimeProcess {
    /** All that Lambda ever gives a process to end, after SIGTERM; it may kill it after 300 ms. */
    private static final long GRACE_MILLIS = 2000;

    private static final int FAILED = 1;
    /** As the stock runtime's. */
    private static final int SNAPSHOT_FAILED = 64;

    private final Environment environment;
    private final InstantSource clock;
    private final Endpoint endpoint;
    private final InFlight inFlight;

    RuntimeProcess(Environment environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
        endpoint = Endpoint.of(environment.runtimeApi());
        inFlight = new InFlight(environment.concurrency());
    }

    /** What is run when the process is told to end: no more calls are taken, and those in flight get time to end. */
    Runnable end() {
        return new End();
    }

    /** Takes calls as long as it can. Returns the exit code of the process. */
    int run() {
        var api = new RuntimeApi(endpoint);
        RequestStreamHandler handler;
        try {
            handler = HandlerLoader.load(environment.handler());
        } catch (UnusableHandlerException e) {
            Loop.log("", e);
            return failInit(api, ErrorReport.of(e), FAILED);
        }
        if (environment.snapStart()) {
            var code = passSnapshot(api, handler);
            if (code != 0) {
                return code;
            }
        }
        if (environment.concurrency() == 1) {
            loop(api, handler).run();
            return FAILED;
        }
        return runLoops(api, handler);
    }

    private int passSnapshot(RuntimeApi api, RequestStreamHandler handler) {
        try {
            if (handler instanceof SnapStartHooks hooks) {
                hooks.beforeCheckpoint();
            }
            api.restoreNext();
        } catch (Throwable e) {
            Loop.log("", e);
            return failInit(api, ErrorReport.of("Runtime.BeforeCheckpointError", e), SNAPSHOT_FAILED);
        }
        try {
            if (handler instanceof SnapStartHooks hooks) {
                hooks.afterRestore();
            }
            return 0;
        } catch (Throwable e) {
            Loop.log("", e);
            return failRestore(api, ErrorReport.of("Runtime.AfterRestoreError", e));
        }
    }

    /** Platform threads, as many as Lambda's own Java runtime has: a handler blocks, and may compute. */
    private int runLoops(RuntimeApi first, RequestStreamHandler handler) {
        for (var i = 0; i < environment.concurrency(); i++) {
            var thread = new Thread(loop(i == 0 ? first : new RuntimeApi(endpoint), handler), "loop-" + i);
            // This thread, which waits for them, keeps the process alive.
            thread.setDaemon(true);
            thread.start();
        }
        try {
            inFlight.awaitStop();
            inFlight.awaitCalls(GRACE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    private Loop loop(RuntimeApi api, RequestStreamHandler handler) {
        return new Loop(api, handler, environment, clock, inFlight);
    }

    private static int failInit(RuntimeApi api, ErrorReport report, int code) {
        try {
            api.failInit(report);
        } catch (IOException e) {
            Loop.log("", e);
        }
        return code;
    }

    private static int failRestore(RuntimeApi api, ErrorReport report) {
        try {
            api.failRestore(report);
        } catch (IOException e) {
            Loop.log("", e);
        }
        return SNAPSHOT_FAILED;
    }

    private final class End implements Runnable {
        @Override
        public void run() {
            inFlight.stop();
            try {
                inFlight.awaitCalls(GRACE_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
