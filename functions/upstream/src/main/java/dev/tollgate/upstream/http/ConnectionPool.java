package dev.tollgate.upstream.http;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The connections to all providers, and the timer that breaks them off at their limits. Thread safe. */
final class ConnectionPool implements AutoCloseable {
    /** Together at most 1 MiB of headers a reply; providers send about 4 KiB in 40. */
    private static final Http1Config HEADERS = Http1Config.custom()
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(128)
            .build();

    /** How long a connection waits for another call. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /**
     * A provider closes an idle connection when it likes, and a call that is sent at that moment fails. So one that was
     * idle for long is not used again, and one that was idle for a little is looked at first, which takes a millisecond.
     */
    private static final ConnectionConfig REUSE = ConnectionConfig.custom()
            .setIdleTimeout(Timeout.of(IDLE))
            .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
            .setTimeToLive(TimeValue.ofMinutes(10))
            .build();

    /** A model may think for minutes; AWS's NAT forgets a connection on which nothing moved for 350 seconds. */
    private static final SocketConfig SOCKETS = SocketConfig.custom()
            .setSoTimeout(Timeout.DISABLED)
            .setSoKeepAlive(true)
            .setTcpKeepIdle(60)
            .setTcpKeepInterval(30)
            .setTcpKeepCount(4)
            .build();

    private final PoolingHttpClientConnectionManager connections;
    private final ScheduledThreadPoolExecutor timer;

    /** @param size how many connections there may be, to one provider or to all of them */
    ConnectionPool(CheckedResolver resolver, TlsSocketStrategy tls, int size) {
        connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(tls)
                .setConnectionFactory(_ -> new ProviderConnection(HEADERS))
                .setDefaultSocketConfig(SOCKETS)
                .setDefaultConnectionConfig(REUSE)
                .setMaxConnTotal(size)
                .setMaxConnPerRoute(size)
                .build();
        // After close() there is nothing to break off any more: what is scheduled then is dropped.
        timer = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("upstream-limits").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        var _ = timer.scheduleWithFixedDelay(
                () -> connections.closeIdle(TimeValue.of(IDLE)), IDLE.toSeconds(), IDLE.toSeconds(), TimeUnit.SECONDS);
    }

    /** A hold on a connection of this route, which may have to be connected yet. */
    Exchange lease(HttpRoute route, Deadline deadline) throws UpstreamException {
        var left = Timeout.ofMilliseconds(Math.max(1, deadline.left().toMillis()));
        try {
            var request = connections.lease("", route, left, null);
            try {
                return new Exchange(connections, request.get(left), timer);
            } catch (InterruptedException e) {
                request.cancel();
                Thread.currentThread().interrupt();
                throw new UpstreamException(UpstreamException.Kind.BROKEN, "interrupted", e);
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new UpstreamException(UpstreamException.Kind.UNREACHABLE, "too many calls to it are in flight", e);
        } catch (IllegalStateException e) {
            throw new UpstreamException(UpstreamException.Kind.UNREACHABLE, "the gateway is shutting down", e);
        }
    }

    /** Breaks off the calls in flight. */
    @Override
    public void close() {
        connections.close(CloseMode.IMMEDIATE);
        timer.shutdownNow();
    }
}
