package dev.tollgate.proxy;

import dev.tollgate.runtime.ResponseStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** The form of a reply that API Gateway streams: status and headers, then the body as it comes. */
final class StreamedResponder implements Responder {
    private final ResponseStream response;

    StreamedResponder(ResponseStream response) {
        this.response = response;
    }

    @Override
    public OutputStream begin(int status, Map<String, String> headers) throws IOException {
        response.begin(status, headers);
        return response;
    }

    @Override
    public boolean hasBegun() {
        return response.hasBegun();
    }

    /** Does nothing: what was written was flushed, and the caller may be gone. */
    @Override
    public void end() {}
}
