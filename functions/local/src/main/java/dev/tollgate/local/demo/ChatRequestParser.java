package dev.tollgate.local.demo;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the body of a chat completion. Fields that the demo model has no use for may hold anything. */
final class ChatRequestParser {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode body;

    private ChatRequestParser(JsonNode body) {
        this.body = body;
    }

    static ParsedRequest parse(byte[] bytes) {
        try {
            var body = JSON.readTree(bytes);
            if (body.isObject()) {
                return new ChatRequestParser(body).parse();
            }
        } catch (IOException _) {
            // Answered below: where exactly it is wrong does not matter in a demo.
        }
        return new ParsedRequest.Invalid(JsonReply.error(400, "The body is not a JSON object.", null, null));
    }

    private ParsedRequest parse() {
        var fault = fault();
        return fault.isPresent() ? new ParsedRequest.Invalid(fault.get()) : new ParsedRequest.Valid(request());
    }

    private ChatRequest request() {
        var messages = new Messages(get("messages"));
        return new ChatRequest(
                get("model").asText(),
                messages.tokens(),
                messages.lastUserText(),
                maxTokens(),
                get("n").asInt(1),
                get("stream").asBoolean(),
                get("stream_options").path("include_usage").asBoolean());
    }

    /** The smaller of the two fields. */
    private int maxTokens() {
        return Stream.of("max_tokens", "max_completion_tokens")
                .mapToInt(field -> get(field).asInt(Integer.MAX_VALUE))
                .min()
                .orElseThrow();
    }

    private Optional<JsonReply> fault() {
        var model = get("model");
        var streamed = get("stream").asBoolean();
        return Stream.of(
                        check("model", model.isTextual() && !model.asText().isEmpty(), "the name of a model"),
                        check("messages", Messages.areValid(get("messages")), "a list of messages, each with a role"),
                        wholeNumber("max_tokens", Integer.MAX_VALUE),
                        wholeNumber("max_completion_tokens", Integer.MAX_VALUE),
                        wholeNumber("n", 128),
                        optional("stream", get("stream").isBoolean(), "true or false"),
                        optional(
                                "stream_options",
                                streamed && get("stream_options").isObject(),
                                "set with 'stream'"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<JsonReply> wholeNumber(String field, int largest) {
        var value = get(field);
        var valid =
                value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 1 && value.asInt() <= largest;
        return optional(field, valid, "a whole number from 1 to " + largest);
    }

    private Optional<JsonReply> optional(String field, boolean valid, String expected) {
        return check(field, valid || get(field).isMissingNode(), expected);
    }

    private Optional<JsonReply> check(String field, boolean valid, String expected) {
        return valid
                ? Optional.empty()
                : Optional.of(JsonReply.error(400, "'%s' must be %s.".formatted(field, expected), field, null));
    }

    /** A null counts as missing, as OpenAI has it. */
    private JsonNode get(String field) {
        var value = body.path(field);
        return value.isNull() ? JSON.missingNode() : value;
    }
}
