package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** The JSON before a streamed body, which tells API Gateway status and headers. */
final class Prelude {
    private Prelude() {}

    static byte[] json(int status, Map<String, String> headers) {
        var json =
                new StringBuilder(256).append("{\"statusCode\":").append(status).append(",\"headers\":{");
        var comma = "";
        for (var header : headers.entrySet()) {
            json.append(comma);
            Json.text(header.getKey(), json);
            json.append(':');
            Json.text(header.getValue(), json);
            comma = ",";
        }
        return json.append("}}").toString().getBytes(UTF_8);
    }
}
