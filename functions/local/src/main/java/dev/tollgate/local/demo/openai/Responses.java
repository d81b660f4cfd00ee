package dev.tollgate.local.demo.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Ask;
import dev.tollgate.local.demo.serving.Body;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Form;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Prompt;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import dev.tollgate.local.demo.serving.ServerSentEvents;
import dev.tollgate.local.demo.serving.Turn;
import java.util.List;
import java.util.stream.Stream;

/** Responses. Nothing is stored, so {@code previous_response_id} brings nothing back. */
final class Responses implements Endpoint {
    @Override
    public Reading read(Request request) {
        var body = request.body()
                .name("model")
                .required("input", Responses::isInput, "a text, or a list of items, each with a role or a type")
                .optional("instructions", JsonNode::isTextual, "a text")
                .wholeNumber("max_output_tokens", Integer.MAX_VALUE)
                .flag("stream");
        return body.then(() -> new Reading.Generate(ask(body), form(body)));
    }

    private static boolean isInput(JsonNode input) {
        return input.isTextual()
                || (input.isArray() && !input.isEmpty() && input.valueStream().allMatch(Responses::isItem));
    }

    private static boolean isItem(JsonNode item) {
        return item.path("role").isTextual() || item.path("type").isTextual();
    }

    private static Ask ask(Body body) {
        var turns = Stream.concat(instructions(body.get("instructions")), input(body.get("input")));
        return new Ask(
                body.get("model").asText(),
                Prompt.ofTurns(turns.toList()),
                body.number("max_output_tokens", Integer.MAX_VALUE),
                1);
    }

    private static Stream<Turn> instructions(JsonNode text) {
        return text.isMissingNode() ? Stream.of() : Stream.of(new Turn("developer", List.of(text.asText())));
    }

    private static Stream<Turn> input(JsonNode input) {
        return input.isTextual()
                ? Stream.of(new Turn("user", List.of(input.asText())))
                : input.valueStream().map(item -> Turn.of(item.path("role").asText(), content(item)));
    }

    /** A message has a content, the result of a tool an output. */
    private static JsonNode content(JsonNode item) {
        return item.has("content") ? item.path("content") : item.path("output");
    }

    private static Form form(Body body) {
        return body.get("stream").asBoolean()
                ? new Form.Streamed(answer -> new ResponseEvents(answer).all(), ServerSentEvents.PLAIN)
                : new Form.Whole(answer -> JsonReply.ok(new ResponseDocument(answer).finished()));
    }
}
