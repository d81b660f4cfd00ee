package dev.tollgate.benchmarks.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/**
 * A server that answers chat completions.
 *
 * @param name what tables call it
 * @param target what is called
 * @param headers what it wants beside the body
 * @param onClose ends it
 */
record HttpContestant(String name, URI target, Map<String, String> headers, Runnable onClose) implements Contestant {
    @Override
    public boolean takes(Load load) {
        return load.kind() != Kind.COUNTER_WRITE;
    }

    @Override
    public Sample measure(Load load, Duration time) {
        var connections = new ArrayList<Connection>();
        try {
            for (var i = 0; i < load.connections(); i++) {
                connections.add(Connection.open(target, headers, load.kind()));
            }
            return ClosedLoop.run(load.connections(), number -> connections.get(number)::call, time);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("%s failed under %s".formatted(name, load.name()), e);
        } finally {
            connections.forEach(HttpContestant::close);
        }
    }

    @Override
    public void close() {
        onClose.run();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
