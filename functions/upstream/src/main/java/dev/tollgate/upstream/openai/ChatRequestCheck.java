package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.json.FieldChecks;
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
        var fields = new FieldChecks(body);
        return Stream.of(
                        Stream.of(
                                fields.modelName("model"),
                                fields.bool("stream"),
                                fields.object(ChatRequest.STREAM_OPTIONS),
                                fields.array("messages")),
                        ChatRequest.MAXIMA.stream().map(name -> fields.wholeNumber(name, Integer.MAX_VALUE)),
                        ChatRequest.REPETITIONS.stream().map(name -> fields.wholeNumber(name, MOST_COMPLETIONS)),
                        fields.spelling(METERED),
                        check.unseen(),
                        check.parts())
                .flatMap(faults -> faults)
                .flatMap(Optional::stream)
                .findFirst();
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
