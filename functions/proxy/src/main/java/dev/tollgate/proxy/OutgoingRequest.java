package dev.tollgate.proxy;

import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.time.Duration;
import java.util.Set;

/** What a provider is sent: of the caller's headers those that are listed, and the gateway's credential. */
final class OutgoingRequest {
    private static final String JSON = "application/json";

    private OutgoingRequest() {}

    /** @throws IllegalArgumentException if the provider does not know this sort of credential */
    static UpstreamRequest of(
            GatewayRequest request, Access.Granted access, ModelCall call, Credential credential, Duration within) {
        var dialect = access.dialect();
        var headers = request.headers().only(dialect.requestHeaders());
        if (call.body().length > 0) {
            headers.put("content-type", contentType(request, call));
        }
        var uri = access.backend().resolve(call.path());
        return dialect.authorized(
                new UpstreamRequest(call.route().method(), uri, headers, call.body(), within), credential);
    }

    /** A body that was metered is JSON in UTF-8, whatever its caller calls it. */
    private static String contentType(GatewayRequest request, ModelCall call) {
        return call.model().equals(ModelName.NONE)
                ? request.headers().only(Set.of("content-type")).getOrDefault("content-type", JSON)
                : JSON;
    }
}
