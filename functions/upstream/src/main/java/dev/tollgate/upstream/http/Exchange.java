package dev.tollgate.upstream.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One call's hold on a connection, which ends once: the connection is given back, or it is closed. A deadline closes it
 * under whoever connects, writes or reads, since a socket's own time-out knows nothing but the wait for the next bytes.
 *
 * <p>For one thread; {@link #breakOff} may be called by any.
 */
final class Exchange {
    private static final HttpRequestExecutor PROTOCOL = new HttpRequestExecutor();

    /** How much earlier than it says a provider is taken to close an idle connection. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private enum Hold {
        OPEN,
        GIVEN_BACK,
        BROKEN_OFF
    }

    private final PoolingHttpClientConnectionManager connections;
    private final ConnectionEndpoint endpoint;
    private final ScheduledExecutorService timer;
    private final HttpClientContext context = HttpClientContext.create();
    private Optional<Deadline> deadline = Optional.empty();
    private Optional<Future<?>> alarm = Optional.empty();
    private Optional<Deadline> missed = Optional.empty();
    private Optional<TimeValue> reusable = Optional.empty();
    private Hold hold = Hold.OPEN;

    Exchange(
            PoolingHttpClientConnectionManager connections,
            ConnectionEndpoint endpoint,
            ScheduledExecutorService timer) {
        this.connections = connections;
        this.endpoint = endpoint;
        this.timer = timer;
    }

    /** Connects, unless it is connected from an earlier call: the name is resolved, TLS is negotiated. */
    void connect(Deadline deadline) throws UpstreamException {
        if (endpoint.isConnected()) {
            return;
        }
        closeAt(deadline);
        try {
            connections.connect(endpoint, timeout(deadline.left()), context);
        } catch (CheckedResolver.ForbiddenHostException e) {
            throw new UpstreamException(
                    UpstreamException.Kind.FORBIDDEN, "its address is not one that this gateway may call", e);
        } catch (IOException | IllegalStateException e) {
            throw failure(UpstreamException.Kind.UNREACHABLE, deadline.passed(), e);
        }
        // The pool closes what it holds, and it did not hold this connection yet when it was closed in the meantime.
        if (connections.isClosed()) {
            throw new UpstreamException(UpstreamException.Kind.UNREACHABLE, "the gateway is shutting down");
        }
    }

    /** Lets the connection, once it is given back, wait so long for its first call. */
    void keep(Duration unused) {
        reusable = Optional.of(TimeValue.of(unused));
    }

    /** Sends a request and waits for the headers of its reply; interim replies (1xx) are skipped. */
    ClassicHttpResponse send(ClassicHttpRequest request, Deadline deadline) throws UpstreamException {
        closeAt(deadline);
        try {
            endpoint.setSocketTimeout(Timeout.DISABLED);
            var response = endpoint.execute("", request, PROTOCOL::execute, context);
            reusable = keepAlive(request, response);
            return response;
        } catch (IOException | HttpException | IllegalStateException e) {
            throw failure(UpstreamException.Kind.BROKEN, "its connection broke", e);
        }
    }

    /** From now on no wait for bytes is longer than {@code idle}, and all must have come by the deadline. */
    void receive(Duration idle, Deadline deadline) throws UpstreamException {
        closeAt(deadline);
        try {
            endpoint.setSocketTimeout(timeout(idle));
        } catch (IllegalStateException e) {
            throw failure(UpstreamException.Kind.BROKEN, "its connection broke", e);
        }
    }

    /** Shortens the time that is left for the reply. */
    synchronized void endWithin(Duration time) {
        deadline.ifPresent(last -> {
            var nanos = System.nanoTime() + time.toNanos();
            closeAt(new Deadline(nanos, last.kind(), last.passed()).notAfter(last));
        });
    }

    /** The deadline that was missed, where that is why the connection broke; otherwise what it is called here. */
    synchronized UpstreamException failure(UpstreamException.Kind kind, String message, Exception cause) {
        return missed.map(deadline -> new UpstreamException(deadline.kind(), deadline.passed(), cause))
                .orElseGet(() -> new UpstreamException(kind, message, cause));
    }

    /** After the whole reply: keeps the connection for another call where it can serve one. False where it broke off. */
    synchronized boolean giveBack() {
        if (hold == Hold.OPEN && missed.isEmpty()) {
            end(Hold.GIVEN_BACK, reusable);
        }
        return hold == Hold.GIVEN_BACK;
    }

    /** Closes the connection, unless it was given back: then it is another call's. */
    synchronized void breakOff() {
        if (hold == Hold.OPEN) {
            endpoint.close(CloseMode.IMMEDIATE);
            end(Hold.BROKEN_OFF, Optional.empty());
        }
    }

    private synchronized void closeAt(Deadline deadline) {
        this.deadline = Optional.of(deadline);
        alarm.ifPresent(earlier -> earlier.cancel(false));
        alarm = Optional.of(timer.schedule(() -> miss(deadline), deadline.left().toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Only closes: giving up the hold is left to the thread whose call it is, which may be about to connect. */
    private synchronized void miss(Deadline deadline) {
        if (hold == Hold.OPEN) {
            missed = Optional.of(deadline);
            endpoint.close(CloseMode.IMMEDIATE);
        }
    }

    private void end(Hold ending, Optional<TimeValue> keepAlive) {
        hold = ending;
        alarm.ifPresent(last -> last.cancel(false));
        try {
            connections.release(endpoint, null, keepAlive.orElse(null));
        } catch (IllegalStateException e) {
            // Closing the pool takes its connections from it at the same moment.
            if (!connections.isClosed()) {
                throw e;
            }
        }
    }

    /** How long the connection may wait for another call; empty if it cannot serve one. */
    private Optional<TimeValue> keepAlive(ClassicHttpRequest request, ClassicHttpResponse response) {
        var announced = DefaultConnectionKeepAliveStrategy.INSTANCE
                .getKeepAliveDuration(response, context)
                .toDuration()
                .minus(MARGIN);
        var isKept = DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)
                && announced.isPositive();
        return isKept ? Optional.of(TimeValue.of(announced)) : Optional.empty();
    }

    /** Apache takes zero for no time-out. */
    private static Timeout timeout(Duration limit) {
        return Timeout.ofMilliseconds(Math.max(1, limit.toMillis()));
    }
}
