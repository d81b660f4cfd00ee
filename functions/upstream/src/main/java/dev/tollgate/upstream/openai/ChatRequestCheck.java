package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what is wrong with the body of a chat completion, as far as metering depends on it; everything else is for the
 * provider to judge.
 */
final class ChatRequestCheck {
    private static final int LONGEST_MODEL_NAME = 256;
    private static final int MOST_COMPLETIONS = 128;

    /** Names that some servers read without regard to case: in another case they could say something else. */
    private static final List<String> METERED = Stream.of(
                    List.of("model", "messages", "prediction", "chat_template", "stream", ChatRequest.STREAM_OPTIONS),
                    ChatRequest.MAXIMA,
                    ChatRequest.REPETITIONS)
            .flatMap(List::stream)
            .toList();

    /**
     * What is in the body as it is counted, or counts as an image. A file is packed, and what is only referred to could be of
     * any size.
     */
    private static final Set<String> METERED_PARTS = Set.of("text", "refusal", "thinking", "image_url", "input_audio");

    private final JsonBody body;

    private ChatRequestCheck(JsonBody body) {
        this.body = body;
    }

    /** The first fault, empty where there is none. */
    static Optional<Fault> fault(JsonBody body) {
        var check = new ChatRequestCheck(body);
        return Stream.of(
                        Stream.of(check.model(), check.stream(), check.streamOptions(), check.messages()),
                        ChatRequest.MAXIMA.stream().map(name -> check.wholeNumber(name, Integer.MAX_VALUE)),
                        ChatRequest.REPETITIONS.stream().map(name -> check.wholeNumber(name, MOST_COMPLETIONS)),
                        body.fields().propertyStream().map(field -> misspelt(field.getKey())),
                        check.unseen(),
                        check.parts())
                .flatMap(faults -> faults)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Fault> model() {
        var model = body.get("model");
        return model.isTextual() && !model.asText().isEmpty() && model.asText().length() <= LONGEST_MODEL_NAME
                ? Optional.empty()
                : Optional.of(Fault.ofField(
                        "model",
                        "'model' must be the name of a model, of 1 to %d letters.".formatted(LONGEST_MODEL_NAME)));
    }

    private Optional<Fault> stream() {
        return ofType("stream", body.get("stream").isBoolean(), "true or false");
    }

    private Optional<Fault> streamOptions() {
        var name = ChatRequest.STREAM_OPTIONS;
        return ofType(name, body.get(name).isObject(), "an object");
    }

    private Optional<Fault> messages() {
        return ofType("messages", body.get("messages").isArray(), "an array");
    }

    private Optional<Fault> wholeNumber(String field, long largest) {
        var value = body.get(field);
        var valid = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.asLong() >= 1
                && value.asLong() <= largest;
        return ofType(field, valid, "a whole number from 1 to " + largest);
    }

    private Optional<Fault> ofType(String field, boolean valid, String expected) {
        return valid || body.get(field).isMissingNode()
                ? Optional.empty()
                : Optional.of(Fault.ofField(field, "'%s' must be %s.".formatted(field, expected)));
    }

    private static Optional<Fault> misspelt(String name) {
        return METERED.stream()
                .filter(metered -> metered.equalsIgnoreCase(name) && !metered.equals(name))
                .findFirst()
                .map(metered -> Fault.ofField(name, "'%s' must be written '%s'.".formatted(name, metered)));
    }

    /** Audio of an earlier reply, and a template that unfolds on the server: neither can be seen from here. */
    private Stream<Optional<Fault>> unseen() {
        var audio = body.get("messages")
                .valueStream()
                .anyMatch(message -> message.path("audio").hasNonNull("id"));
        return Stream.of(
                audio ? Optional.of(Fault.ofField("messages", "Audio by its id cannot be metered.")) : Optional.empty(),
                body.get("chat_template").isMissingNode()
                        ? Optional.empty()
                        : Optional.of(Fault.ofField("chat_template", "A chat template cannot be metered.")));
    }

    private Stream<Optional<Fault>> parts() {
        return body.get("messages")
                .valueStream()
                .flatMap(message -> message.path("content").valueStream())
                .map(ChatRequestCheck::part);
    }

    private static Optional<Fault> part(JsonNode part) {
        if (!METERED_PARTS.contains(part.path("type").asText())) {
            return Optional.of(Fault.ofField(
                    "messages",
                    "A content part must have one of the types %s: nothing else can be metered."
                            .formatted(String.join(
                                    ", ", METERED_PARTS.stream().sorted().toList()))));
        }
        return Optional.empty();
    }
}
