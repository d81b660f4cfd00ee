package dev.tollgate.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * The form of a reply that API Gateway streams: a JSON prelude, eight NUL bytes, then the body as it comes.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html">the
 *     format</a>
 */
final class StreamedResponder implements Responder {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final byte[] END_OF_PRELUDE = new byte[8];

    private final OutputStream out;
    private boolean begun;

    StreamedResponder(OutputStream out) {
        this.out = out;
    }

    @Override
    public OutputStream begin(int status, Map<String, String> headers) throws IOException {
        if (begun) {
            throw new IllegalStateException("the reply has begun already");
        }
        begun = true;
        out.write(JSON.writeValueAsBytes(new Prelude(status, headers, Map.of(), List.of())));
        out.write(END_OF_PRELUDE);
        return out;
    }

    @Override
    public boolean hasBegun() {
        return begun;
    }

    /** Does nothing: what was written was flushed, and the caller may be gone. */
    @Override
    public void end() {}

    private record Prelude(
            int statusCode,
            Map<String, String> headers,
            Map<String, List<String>> multiValueHeaders,
            List<String> cookies) {}
}
