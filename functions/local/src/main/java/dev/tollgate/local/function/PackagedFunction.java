package dev.tollgate.local.function;

import dev.tollgate.testkit.lambda.Deployment;
import dev.tollgate.testkit.lambda.Invocation;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A function as it is deployed: its zip in a process of its own, started as Lambda would start it. The first call starts the
 * process, and so does the first one after its end. Thread safe.
 */
public final class PackagedFunction implements LocalFunction {
    private final Deployment deployment;
    private final OutputStream log;
    private final InstantSource clock;
    private Optional<ExecutionEnvironment> running = Optional.empty();
    private boolean isClosed;

    /** Starts nothing yet. What the process writes goes to the log. Its calls have as long as API Gateway lets a stream take. */
    public PackagedFunction(Deployment deployment, OutputStream log, InstantSource clock) {
        this.deployment = deployment;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void invoke(byte[] event, OutputStream reply) throws IOException {
        var relay = new ReplyRelay(reply);
        environment().invoke(Invocation.of(event, clock.instant().plus(LocalContext.TIME_LIMIT)), relay);
        relay.await();
    }

    private synchronized ExecutionEnvironment environment() throws IOException {
        if (isClosed) {
            throw new IOException("the function has been ended");
        }
        if (running.filter(ExecutionEnvironment::isAlive).isPresent()) {
            return running.get();
        }
        running.ifPresent(ExecutionEnvironment::close);
        var fresh = new ExecutionEnvironment(deployment, log);
        running = Optional.of(fresh);
        return fresh;
    }

    /** Asks the process to end, and ends it where it does not. */
    @Override
    public synchronized void close() {
        isClosed = true;
        running.ifPresent(ExecutionEnvironment::close);
    }
}
