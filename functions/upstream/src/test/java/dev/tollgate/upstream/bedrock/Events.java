package dev.tollgate.upstream.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Messages of event streams as Bedrock sends them, for tests. */
final class Events {
    private Events() {}

    /** An event of this type. */
    static byte[] event(String type, String json) {
        return message(
                Map.of(
                        ":message-type", HeaderValue.fromString("event"),
                        ":event-type", HeaderValue.fromString(type),
                        ":content-type", HeaderValue.fromString("application/json")),
                json);
    }

    /** An event of a model, in a stream of InvokeModel. */
    static byte[] chunk(String json) {
        return event(
                "chunk",
                "{\"bytes\":\"%s\",\"p\":\"abcdef\"}"
                        .formatted(Base64.getEncoder().encodeToString(json.getBytes(UTF_8))));
    }

    /** What ends a stream that failed. */
    static byte[] exception(String type, String json) {
        return message(
                Map.of(
                        ":message-type", HeaderValue.fromString("exception"),
                        ":exception-type", HeaderValue.fromString(type),
                        ":content-type", HeaderValue.fromString("application/json")),
                json);
    }

    static byte[] message(Map<String, HeaderValue> headers, String json) {
        var out = new ByteArrayOutputStream();
        new Message(headers, json.getBytes(UTF_8)).encode(out);
        return out.toByteArray();
    }

    /** Several, one behind the other. */
    static byte[] stream(List<byte[]> messages) {
        var out = new ByteArrayOutputStream();
        messages.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** A stream of Converse with this usage. */
    static List<byte[]> converse(String usage) {
        return List.of(
                event("messageStart", "{\"p\":\"ab\",\"role\":\"assistant\"}"),
                event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hello \"},\"p\":\"abcd\"}"),
                event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"wörld\"},\"p\":\"a\"}"),
                event("contentBlockStop", "{\"contentBlockIndex\":0,\"p\":\"abcd\"}"),
                event("messageStop", "{\"p\":\"abc\",\"stopReason\":\"end_turn\"}"),
                event("metadata", "{\"metrics\":{\"latencyMs\":12},\"p\":\"abc\",\"usage\":%s}".formatted(usage)));
    }

    /** A stream of InvokeModel with these figures of Bedrock's. */
    static List<byte[]> invoke(String metrics) {
        return List.of(
                chunk("{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}}"),
                chunk("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                        + "amazon-bedrock-invocationMetrics\"}}"),
                chunk("{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":5}}"),
                chunk("{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":%s}".formatted(metrics)));
    }
}
