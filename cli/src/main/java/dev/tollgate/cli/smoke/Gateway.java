package dev.tollgate.cli.smoke;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The gateway of one stage. Thread safe; blocks for the end of the reply. Nothing is sent twice. */
public final class Gateway {
    // One exchange needs no more, and the local gateway speaks it alone. Redirects are not followed: they could carry
    // the key.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final Duration timeOut;
    private final InstantSource clock;

    /**
     * The gateway behind a URL.
     *
     * @param base with the stage, without a backend
     * @param timeOut for all of a reply
     */
    public Gateway(URI base, Duration timeOut, InstantSource clock) {
        this.base = base;
        this.timeOut = timeOut;
        this.clock = clock;
    }

    /**
     * Calls a backend.
     *
     * @throws Failed if there is no reply, or it does not end in time
     */
    Reply send(String backend, Dialect dialect, Dialect.Ask ask, String key) {
        var uri = URI.create("%s/%s%s".formatted(base.toString().replaceAll("/+$", ""), backend, ask.path()));
        var request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(ask.body()));
        dialect.headers(key).forEach(request::header);
        var begin = clock.millis();
        var arrival = new Arrival();
        var sent = http.sendAsync(request.build(), BodyHandlers.ofByteArrayConsumer(arrival::add));
        var head = ended(sent, arrival);
        var text = arrival.text().replace(key, "(the key)");
        var toEnd = Duration.ofMillis(clock.millis() - begin);
        return new Reply(
                head.statusCode(),
                head.headers(),
                text,
                arrival.pieces,
                Duration.ofMillis(arrival.first - begin),
                toEnd);
    }

    private <T> T ended(CompletableFuture<T> sent, Arrival arrival) {
        try {
            return sent.get(timeOut.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new Failed(
                    "%s, and no end in %d s".formatted(arrival, timeOut.toSeconds()),
                    "look into the proxy's log, or give it longer by --timeout");
        } catch (ExecutionException e) {
            // The JDK names no reason where no connection can be made.
            var reason =
                    Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("no connection can be made");
            throw new Failed(
                    "%s, and it broke off: %s".formatted(arrival, reason),
                    arrival.isEmpty()
                            ? "look at --gateway, and whether something answers there"
                            : "look into the proxy's log");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted", "run it again");
        }
    }

    /** The body as it comes. Guarded by itself: a reply that is given up may still be coming. */
    private final class Arrival {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int pieces;
        private long first = clock.millis();

        synchronized void add(Optional<byte[]> piece) {
            piece.filter(some -> some.length > 0).ifPresent(some -> {
                if (pieces++ == 0) {
                    first = clock.millis();
                }
                bytes.writeBytes(some);
            });
        }

        synchronized boolean isEmpty() {
            return pieces == 0;
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public synchronized String toString() {
            return "%d bytes came".formatted(bytes.size());
        }
    }
}
