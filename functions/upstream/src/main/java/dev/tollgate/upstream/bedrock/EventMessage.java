package dev.tollgate.upstream.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.upstream.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * One message of an event stream, or what a stream that broke off has of one. Immutable.
 *
 * @param raw the bytes as they came
 * @param isWhole whether all of it came
 * @param headers those of its headers that are texts
 * @param payload what it carries, JSON
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">the format</a>
 */
record EventMessage(byte[] raw, boolean isWhole, Map<String, String> headers, byte[] payload) implements Frame {
    private static final String TYPE = ":message-type";
    private static final String EVENT_TYPE = ":event-type";

    /** @throws IllegalArgumentException if it is damaged */
    static EventMessage decode(byte[] raw) {
        try {
            var message = Message.decode(ByteBuffer.wrap(raw));
            return new EventMessage(raw, true, texts(message.getHeaders()), message.getPayload());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a message of an event stream", e);
        }
    }

    /** What is left at the end of a stream that broke off within a message. */
    static EventMessage broken(byte[] raw) {
        return new EventMessage(raw, false, Map.of(), new byte[0]);
    }

    /** An exception, with which a stream ends, as it is sent. */
    static byte[] exception(String type, byte[] payload) {
        var headers = new TreeMap<String, HeaderValue>();
        headers.put(TYPE, HeaderValue.fromString("exception"));
        headers.put(":exception-type", HeaderValue.fromString(type));
        headers.put(":content-type", HeaderValue.fromString("application/json"));
        var sent = new ByteArrayOutputStream();
        new Message(headers, payload).encode(sent);
        return sent.toByteArray();
    }

    /** Headers can also be numbers, which nobody asks for here. */
    private static Map<String, String> texts(Map<String, HeaderValue> headers) {
        var texts = new TreeMap<String, String>();
        headers.forEach((name, value) -> {
            try {
                texts.put(name, value.getString());
            } catch (IllegalStateException _) {
                texts.put(name, "");
            }
        });
        return texts;
    }

    @Override
    public boolean isError() {
        return header(TYPE).equals("exception") || header(TYPE).equals("error");
    }

    /** Whether it is an event of this type. */
    boolean isEvent(String type) {
        return header(TYPE).equals("event") && header(EVENT_TYPE).equals(type);
    }

    private String header(String name) {
        return headers.getOrDefault(name, "");
    }

    @Override
    public String data() {
        return new String(payload, UTF_8);
    }
}
