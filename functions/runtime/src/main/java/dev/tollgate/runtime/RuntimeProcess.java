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
    private final Loops loops = new Loops();

    RuntimeProcess(Environment environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
        endpoint = Endpoint.of(environment.runtimeApi());
    }

    /**
     * What is run when the process is told to end: no more calls are taken, and those in flight get time to end. A call
     * that exits by itself is one of them: all of the time passes.
     */
    Runnable end() {
        return new End();
    }

    /** Takes calls as long as it can. Returns the exit code of the process. */
    int run() {
        var api = new RuntimeApi(endpoint, loops);
        RequestStreamHandler handler;
        try {
            handler = HandlerLoader.load(environment.handler());
        } catch (UnusableHandlerException e) {
            return failed(e, () -> api.failInit(ErrorReport.of(e)), FAILED);
        }
        if (environment.snapStart()) {
            var code = passSnapshot(api, handler);
            if (code != 0) {
                return code;
            }
        }
        if (environment.concurrency().isPresent()) {
            runLoops(environment.concurrency().getAsInt(), api, handler);
        } else {
            loop(api, handler).run();
        }
        return FAILED;
    }

    private int passSnapshot(RuntimeApi api, RequestStreamHandler handler) {
        try {
            if (handler instanceof SnapStartHooks hooks) {
                hooks.beforeCheckpoint();
            }
            // What starting has left behind would be in the snapshot, and be loaded with it each time.
            System.gc();
            api.restoreNext();
        } catch (Throwable e) {
            var report = ErrorReport.of("Runtime.BeforeCheckpointError", e);
            return failed(e, () -> api.failInit(report), SNAPSHOT_FAILED);
        }
        try {
            if (handler instanceof SnapStartHooks hooks) {
                hooks.afterRestore();
            }
            return 0;
        } catch (Throwable e) {
            var report = ErrorReport.of("Runtime.AfterRestoreError", e);
            return failed(e, () -> api.failRestore(report), SNAPSHOT_FAILED);
        }
    }

    /** Platform threads, as many as Lambda's own Java runtime has: a handler blocks, and may compute. */
    private void runLoops(int count, RuntimeApi first, RequestStreamHandler handler) {
        for (var i = 0; i < count; i++) {
            var thread = new Thread(loop(i == 0 ? first : new RuntimeApi(endpoint, loops), handler), "loop-" + i);
            // This thread, which waits for them, keeps the process alive.
            thread.setDaemon(true);
            thread.start();
        }
        try {
            loops.awaitStop();
            loops.awaitEnd();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Loop loop(RuntimeApi api, RequestStreamHandler handler) {
        loops.began();
        return new Loop(api, handler, environment, clock, loops);
    }

    private static int failed(Throwable failure, Report report, int code) {
        Loop.log("", failure);
        try {
            report.send();
        } catch (IOException e) {
            Loop.log("", e);
        }
        return code;
    }

    private interface Report {
        void send() throws IOException;
    }

    private final class End implements Runnable {
        @Override
        public void run() {
            loops.stop();
            try {
                loops.awaitEnd(GRACE_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
