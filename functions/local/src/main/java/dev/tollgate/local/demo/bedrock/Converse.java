package dev.tollgate.local.demo.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Ask;
import dev.tollgate.local.demo.serving.Body;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Form;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Prompt;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import dev.tollgate.local.demo.serving.Turn;
import java.util.stream.Stream;

/**
 * Converse and ConverseStream: one request for all models.
 *
 * @param form how the answer is written
 */
record Converse(Form form) implements Endpoint {
    static Endpoint whole() {
        return new Converse(new Form.Whole(answer -> JsonReply.ok(ConverseDocument.of(answer))));
    }

    static Endpoint streamed() {
        return new Converse(new Form.Streamed(ConverseEvents::of, EventStream.FRAMING));
    }

    @Override
    public Reading read(Request request) {
        var body = request.body()
                .required("messages", Converse::areMessages, "a list of messages, each with a role and contents")
                .optional("system", JsonNode::isArray, "a list of contents")
                .wholeNumber("inferenceConfig.maxTokens", Integer.MAX_VALUE);
        return body.then(() -> {
            var ask = new Ask(
                    request.variable("model").orElseThrow(),
                    prompt(body),
                    body.number("inferenceConfig.maxTokens", Integer.MAX_VALUE),
                    1);
            return new Reading.Generate(ask, form);
        });
    }

    private static boolean areMessages(JsonNode list) {
        return list.isArray()
                && !list.isEmpty()
                && list.valueStream()
                        .allMatch(message -> message.path("role").isTextual()
                                && message.path("content").isArray());
    }

    private static Prompt prompt(Body body) {
        var system = body.get("system");
        var before = system.isEmpty() ? Stream.<Turn>of() : Stream.of(Turn.of("system", system));
        var messages = body.get("messages")
                .valueStream()
                .map(message -> Turn.of(message.path("role").asText(), message.path("content")));
        return Prompt.ofTurns(Stream.concat(before, messages).toList());
    }
}
