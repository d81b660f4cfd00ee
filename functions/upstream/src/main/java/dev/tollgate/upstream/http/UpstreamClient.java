package dev.tollgate.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * Sends calls to providers, with limits of time on every part. It calls only where it may, follows no redirect, since a
 * provider does not choose another host, and sends nothing twice, since a provider may bill it twice.
 *
 * <p>Thread safe; keeps connections. Over HTTP/1.1, where cancelling a call closes its connection and no other's. Blocks
 * the calling thread, which should be a virtual one where there are many.
 */
public final class UpstreamClient implements AutoCloseable {
    /** More calls in flight than one process bears. */
    private static final int CONNECTIONS = 4096;

    /** How long a connection on which nothing was sent yet is kept: servers wait for a first request less than for another. */
    private static final Duration UNUSED = Duration.ofSeconds(10);

    private final UpstreamLimits limits;
    private final Destinations destinations;
    private final ConnectionPool pool;

    /** A client that holds every call to these limits and destinations. */
    public UpstreamClient(UpstreamLimits limits, Destinations destinations) {
        this(limits, destinations, InetAddress::getAllByName, DefaultClientTlsStrategy.createDefault());
    }

    /** The same to providers that this context trusts. */
    public UpstreamClient(UpstreamLimits limits, Destinations destinations, SSLContext tls) {
        this(limits, destinations, InetAddress::getAllByName, new DefaultClientTlsStrategy(tls));
    }

    UpstreamClient(
            UpstreamLimits limits, Destinations destinations, CheckedResolver.Lookup lookup, TlsSocketStrategy tls) {
        this.limits = limits;
        this.destinations = destinations;
        this.pool = new ConnectionPool(new CheckedResolver(destinations, lookup, limits.connect()), tls, CONNECTIONS);
    }

    /**
     * Sends a request and waits for the reply's headers.
     *
     * @throws UpstreamException if it may not be sent, or there is no reply within the limits
     */
    public UpstreamReply send(UpstreamRequest request) throws UpstreamException {
        destinations.check(request.uri());
        var total = Deadline.after(
                shorter(limits.total(), request.within()),
                UpstreamException.Kind.TOO_LONG,
                "it did not finish within the time for a call");
        var connect = Deadline.after(limits.connect(), UpstreamException.Kind.UNREACHABLE, "it cannot be reached")
                .notAfter(total);
        var exchange = pool.lease(RequestFormat.route(request.uri()), connect);
        try {
            exchange.connect(connect);
            var response = exchange.send(RequestFormat.message(request), firstByte(total));
            exchange.receive(limits.idle(), total);
            var head = new ReplyHead(response.getCode(), firstValues(response));
            return new UpstreamReply(head, body(response, exchange));
        } catch (UpstreamException | RuntimeException e) {
            exchange.breakOff();
            throw e;
        }
    }

    /**
     * Connects to a provider's host and port, TLS included, and keeps the connection for a call that comes within 10 s. Sends no
     * request. Does nothing where a connection is free.
     *
     * @param uri a URL there; its path does not matter
     * @param within the time for it
     * @throws UpstreamException if it may not be called, or there is no connection within the limits
     */
    public void connect(URI uri, Duration within) throws UpstreamException {
        destinations.check(uri);
        var deadline = Deadline.after(
                shorter(limits.connect(), within), UpstreamException.Kind.UNREACHABLE, "it cannot be reached");
        var exchange = pool.lease(RequestFormat.route(uri), deadline);
        try {
            exchange.connect(deadline);
            exchange.keep(UNUSED);
            exchange.giveBack();
        } finally {
            exchange.breakOff();
        }
    }

    /** Breaks off the calls in flight. */
    @Override
    public void close() {
        pool.close();
    }

    private Deadline firstByte(Deadline total) {
        var limit = shorter(limits.firstByte(), total.left());
        return Deadline.after(
                limit, UpstreamException.Kind.NO_REPLY, "it did not reply within %d ms".formatted(limit.toMillis()));
    }

    private TimedBody body(ClassicHttpResponse response, Exchange exchange) throws UpstreamException {
        var entity = response.getEntity();
        if (entity == null) {
            exchange.giveBack();
        }
        try {
            var content = entity == null ? InputStream.nullInputStream() : entity.getContent();
            return new TimedBody(content, exchange, limits.idle());
        } catch (IOException e) {
            throw exchange.failure(UpstreamException.Kind.BROKEN, "its connection broke", e);
        }
    }

    /** The first value of each header; of {@code Connection} all, as each names what is not to be passed on. */
    private static Map<String, String> firstValues(ClassicHttpResponse response) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : response.getHeaders()) {
            var value = Objects.requireNonNullElse(header.getValue(), "");
            var isConnection = header.getName().equalsIgnoreCase("connection");
            headers.merge(header.getName(), value, (first, next) -> isConnection ? first + "," + next : first);
        }
        return headers;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
