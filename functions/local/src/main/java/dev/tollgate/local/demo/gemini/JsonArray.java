package dev.tollgate.local.demo.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.local.demo.serving.Framing;
import dev.tollgate.local.demo.serving.Part;

/** A stream as one JSON array that grows: what comes where nobody asked for {@code alt=sse}. */
final class JsonArray implements Framing {
    static final Framing FRAMING = new JsonArray();

    private JsonArray() {}

    @Override
    public String contentType() {
        return "application/json; charset=UTF-8";
    }

    @Override
    public byte[] frame(Part part, boolean first) {
        return (first ? "[" : ",\r\n").concat(part.json().toPrettyString()).getBytes(UTF_8);
    }

    @Override
    public byte[] end() {
        return "]\n".getBytes(UTF_8);
    }
}
