package dev.tollgate.proxy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The first function's handler: a REST proxy event in, a reply out, in the form that the integration wants. The same
 * class behind both forms. Thread safe.
 */
public final class ProxyHandler implements RequestStreamHandler {
    private final Gateway gateway;
    private final ReplyMode mode;
    private final InstantSource clock;

    /** Puts a gateway behind API Gateway. */
    public ProxyHandler(Gateway gateway, ReplyMode mode, InstantSource clock) {
        this.gateway = gateway;
        this.mode = mode;
        this.clock = clock;
    }

    /** @throws IOException if the event is no REST proxy event */
    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        var deadline = clock.instant().plus(Duration.ofMillis(context.getRemainingTimeInMillis()));
        var request = GatewayRequest.read(event, context.getAwsRequestId(), deadline);
        var responder = mode.responder(out);
        gateway.handle(request, responder);
        responder.end();
    }
}
