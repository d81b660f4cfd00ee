package dev.tollgate.upstream.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends calls to providers over the JDK's client, with limits of time on every part. Follows no redirect: a provider does
 * not choose another host.
 *
 * <p>Thread safe; keeps connections. Over HTTP/1.1, where cancelling a call closes its connection and no other's.
 */
public final class UpstreamClient implements AutoCloseable {
    private final HttpClient client;
    private final UpstreamLimits limits;

    /** A client that holds every call to these limits. */
    public UpstreamClient(UpstreamLimits limits) {
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
    }

    /**
     * Sends a request and waits for the reply's headers.
     *
     * @throws UpstreamException if there is no reply within the limits
     */
    public UpstreamReply send(UpstreamRequest request) throws UpstreamException {
        var total = shorter(limits.total(), request.within());
        var endNanos = System.nanoTime() + total.toNanos();
        var reply = exchange(request, shorter(limits.firstByte(), total), endNanos);
        return new UpstreamReply(new ReplyHead(reply.statusCode(), firstValues(reply)), reply.body());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpResponse<TimedBody> exchange(UpstreamRequest request, Duration firstByte, long endNanos)
            throws UpstreamException {
        try {
            return client.send(build(request, firstByte), _ -> new TimedBody(limits.idle(), endNanos));
        } catch (HttpConnectTimeoutException | ConnectException e) {
            throw new UpstreamException(UpstreamException.Kind.UNREACHABLE, "it cannot be reached", e);
        } catch (HttpTimeoutException e) {
            throw new UpstreamException(
                    UpstreamException.Kind.NO_REPLY,
                    "it did not reply within %d ms".formatted(firstByte.toMillis()),
                    e);
        } catch (IOException e) {
            throw new UpstreamException(UpstreamException.Kind.BROKEN, "its connection broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(UpstreamException.Kind.BROKEN, "interrupted", e);
        }
    }

    private static HttpRequest build(UpstreamRequest request, Duration firstByte) {
        var body = request.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body());
        var builder = HttpRequest.newBuilder(request.uri())
                .method(request.method(), body)
                .timeout(firstByte);
        request.headers().forEach(builder::setHeader);
        return builder.build();
    }

    private static Map<String, String> firstValues(HttpResponse<?> reply) {
        var headers = new HashMap<String, String>();
        reply.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return headers;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
