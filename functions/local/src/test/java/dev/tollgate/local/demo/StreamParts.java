package dev.tollgate.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.eventstream.Message;

/** The parts of a stream, one after another as they arrive. */
interface StreamParts {
    JsonMapper JSON = JsonMapper.builder().build();

    /** Empty where the stream has ended well. */
    Optional<JsonNode> next() throws IOException;

    static StreamParts of(HttpResponse<InputStream> response) throws IOException {
        var type = response.headers().firstValue("content-type").orElseThrow();
        return switch (type) {
            case "text/event-stream; charset=utf-8" -> () -> event(response.body());
            case "application/vnd.amazon.eventstream" -> () -> message(new DataInputStream(response.body()));
            case "application/json; charset=UTF-8" -> {
                var elements = JSON.readerFor(JsonNode.class).<JsonNode>readValues(response.body());
                yield () -> elements.hasNextValue() ? Optional.of(elements.nextValue()) : Optional.empty();
            }
            default -> throw new IOException("no stream has the type " + type);
        };
    }

    default List<JsonNode> rest() throws IOException {
        var parts = new ArrayList<JsonNode>();
        for (var part = next(); part.isPresent(); part = next()) {
            parts.add(part.get());
        }
        return parts;
    }

    /** The kind of an event is in its data too, so it is enough to read those; what is no JSON ends the stream. */
    private static Optional<JsonNode> event(InputStream stream) throws IOException {
        var data = Optional.<JsonNode>empty();
        for (var line = line(stream); line.isPresent(); line = line(stream)) {
            if (line.get().isEmpty() && data.isPresent()) {
                return data;
            }
            if (line.get().startsWith("data: {")) {
                data = Optional.of(JSON.readTree(line.get().substring("data: ".length())));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> line(InputStream stream) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = stream.read(); next != '\n'; next = stream.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            line.write(next);
        }
        return Optional.of(line.toString(UTF_8));
    }

    /** A message under its kind; what a model behind Bedrock says in bytes is taken out. */
    private static Optional<JsonNode> message(DataInputStream stream) throws IOException {
        int length;
        try {
            length = stream.readInt();
        } catch (EOFException _) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.allocate(length).putInt(length);
        stream.readFully(bytes.array(), Integer.BYTES, length - Integer.BYTES);
        var message = Message.decode(bytes.rewind());
        var kind = requireNonNull(message.getHeaders().get(":event-type")).getString();
        var payload = JSON.readTree(message.getPayload());
        return Optional.of(
                kind.equals("chunk")
                        ? JSON.readTree(
                                Base64.getDecoder().decode(payload.path("bytes").asText()))
                        : JSON.createObjectNode().set(kind, payload));
    }
}
