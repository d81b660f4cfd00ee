package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.stream.Collectors;

/** The JSON before a streamed body, which tells API Gateway status and headers. */
final class Prelude {
    private Prelude() {}

    static byte[] json(int status, Map<String, String> headers) {
        var fields = headers.entrySet().stream()
                .map(header -> text(header.getKey()) + ":" + text(header.getValue()))
                .collect(Collectors.joining(","));
        return "{\"statusCode\":%d,\"headers\":{%s}}".formatted(status, fields).getBytes(UTF_8);
    }

    private static String text(String value) {
        var json = new StringBuilder(value.length() + 2).append('"');
        value.chars().forEach(unit -> append(json, (char) unit));
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, char unit) {
        if (unit == '"' || unit == '\\') {
            json.append('\\').append(unit);
        } else if (unit < ' ') {
            json.append("\\u%04x".formatted((int) unit));
        } else {
            json.append(unit);
        }
    }
}
