package dev.tollgate.upstream.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** A request as HTTP/1.1 (RFC 9112) has it. What frames the message is decided here, not by the caller's headers. */
final class RequestFormat {
    private static final List<String> FRAMING =
            List.of("connection", "expect", "te", "trailer", "transfer-encoding", "upgrade");
    private static final Set<String> METHODS_WITH_BODY = Set.of("PATCH", "POST", "PUT");

    private RequestFormat() {}

    /** Which connections can carry it: those to its host and port. */
    static HttpRoute route(URI uri) {
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var isSecure = scheme.equals("https");
        var standardPort = isSecure ? 443 : 80;
        return new HttpRoute(
                new HttpHost(scheme, withoutBrackets(uri.getHost()), uri.getPort() < 0 ? standardPort : uri.getPort()),
                null,
                isSecure);
    }

    /** The message, which asks for no compression: a body is metered as it comes. */
    static ClassicHttpRequest message(UpstreamRequest request) {
        var message = new BasicClassicHttpRequest(request.method(), target(request.uri()));
        message.setHeader("user-agent", "tollgate");
        request.headers().forEach(message::setHeader);
        FRAMING.forEach(message::removeHeaders);
        message.setHeader("host", host(request.uri()));
        message.setHeader("accept-encoding", "identity");
        message.removeHeaders("content-length");
        if (request.body().length > 0 || METHODS_WITH_BODY.contains(request.method())) {
            message.setHeader("content-length", request.body().length);
            message.setEntity(new ByteArrayEntity(request.body(), null));
        }
        return message;
    }

    private static String target(URI uri) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static String host(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
