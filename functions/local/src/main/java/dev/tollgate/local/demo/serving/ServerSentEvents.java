package dev.tollgate.local.demo.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Server-sent events, with their kind where they have one.
 *
 * @param last what follows the last part
 */
public record ServerSentEvents(String last) implements Framing {
    /** A stream that just ends. */
    public static final Framing PLAIN = new ServerSentEvents("");

    /** A stream that ends with {@code [DONE]}, as OpenAI's older APIs have it. */
    public static final Framing WITH_DONE = new ServerSentEvents("data: [DONE]\n\n");

    @Override
    public String contentType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public byte[] frame(Part part, boolean first) {
        var kind = part.event().isEmpty() ? "" : "event: %s\n".formatted(part.event());
        // Jackson's text, not its bytes: half a surrogate pair that a caller sent becomes a question mark.
        return "%sdata: %s\n\n".formatted(kind, part.json()).getBytes(UTF_8);
    }

    @Override
    public byte[] end() {
        return last.getBytes(UTF_8);
    }
}
