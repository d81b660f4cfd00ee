package dev.tollgate.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOError;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Takes one call after the other. Several loops share a handler; each has its own connection. */
final class Loop implements Runnable {
    /** As the stock runtime, which tries again only where it has several loops: 100 ms, 200 ms, 400 ms after the second. */
    private static final int ATTEMPTS = 5;

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    private final RuntimeApi api;
    private final RequestStreamHandler handler;
    private final Environment environment;
    private final InstantSource clock;
    private final Loops loops;
    private final boolean alone;

    Loop(RuntimeApi api, RequestStreamHandler handler, Environment environment, InstantSource clock, Loops loops) {
        this.api = api;
        this.handler = handler;
        this.environment = environment;
        this.clock = clock;
        this.loops = loops;
        alone = environment.concurrency().isEmpty();
    }

    /** Returns when no more calls are taken, or none can be: what it could not go on after is logged. */
    @Override
    public void run() {
        try {
            while (!loops.isStopping()) {
                handle(next());
            }
        } catch (IOException e) {
            if (!loops.isStopping()) {
                log("No more calls are taken: ", e);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Nothing that the handler did, or all that was left to do was to end.
            loops.stop();
            log("The process ends: ", e);
        } finally {
            api.close();
            loops.ended();
        }
    }

    private Call next() throws IOException, InterruptedException {
        var pause = 0L;
        for (var attempt = 1; ; attempt++) {
            try {
                return api.next();
            } catch (IOException e) {
                if (alone || attempt == ATTEMPTS || loops.isStopping()) {
                    throw e;
                }
                log("The next call is asked for again: ", e);
            }
            Thread.sleep(pause);
            pause = pause == 0 ? FIRST_PAUSE_MILLIS : 2 * pause;
        }
    }

    private void handle(Call call) throws IOException {
        var invocation = call.invocation();
        if (alone) {
            setTrace(invocation.traceId());
        }
        var reply = new Reply(api, invocation.requestId());
        var failure = failure(call, reply);
        // Set by the handler, and of no concern to the next one.
        var _ = Thread.interrupted();
        try {
            if (failure == null) {
                reply.end();
            } else {
                reply.fail(ErrorReport.ofHandler(failure));
            }
        } catch (IOException e) {
            log("The reply to " + invocation.requestId() + " did not arrive: ", e);
            if (alone && e instanceof RefusedException refused && refused.isFinal()) {
                throw e;
            }
        } finally {
            if (failure != null && isFatal(failure)) {
                loops.stop();
            }
        }
    }

    private @Nullable Throwable failure(Call call, Reply reply) {
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(call.event()),
                    new ResponseStream(reply, reply),
                    new InvocationContext(call.invocation(), environment, clock));
            return null;
        } catch (Throwable e) {
            log("", e);
            return e;
        }
    }

    /**
     * Whether the process is not to be trusted any more. Alone, it ends where the stock runtime does; where other calls would end
     * with it, a stack that overflowed, which leaves no trace outside its thread, is no reason.
     */
    private boolean isFatal(Throwable failure) {
        return alone
                ? failure instanceof VirtualMachineError || failure instanceof IOError
                : failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }

    private static void setTrace(@Nullable String traceId) {
        if (traceId == null) {
            System.clearProperty(TRACE);
        } else {
            System.setProperty(TRACE, traceId);
        }
    }

    static void log(String what, Throwable failure) {
        System.out.print(what + ErrorReport.trace(failure));
        System.out.flush();
    }
}
