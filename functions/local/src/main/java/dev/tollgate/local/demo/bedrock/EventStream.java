package dev.tollgate.local.demo.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.local.demo.serving.Framing;
import dev.tollgate.local.demo.serving.Part;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * AWS's binary event stream: a message for each part, its kind in a header.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">the specification</a>
 */
final class EventStream implements Framing {
    static final Framing FRAMING = new EventStream();

    private EventStream() {}

    @Override
    public String contentType() {
        return "application/vnd.amazon.eventstream";
    }

    @Override
    public byte[] frame(Part part, boolean first) {
        var headers = Map.of(
                ":event-type", HeaderValue.fromString(part.event()),
                ":content-type", HeaderValue.fromString("application/json"),
                ":message-type", HeaderValue.fromString("event"));
        var bytes = new Message(headers, part.json().toString().getBytes(UTF_8)).toByteBuffer();
        var frame = new byte[bytes.remaining()];
        bytes.get(frame);
        return frame;
    }

    @Override
    public byte[] end() {
        return new byte[0];
    }
}
