package dev.tollgate.local.demo.anthropic;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;

/** How many tokens a request would have. */
final class CountTokens implements Endpoint {
    @Override
    public Reading read(Request request) {
        var body = Conversation.checkMessages(request.body().name("model"));
        return body.then(() -> new Reading.Count(
                body.get("model").asText(),
                instance.objectNode()
                        .put("input_tokens", Conversation.prompt(body).tokens())));
    }
}
