package dev.tollgate.local.demo.gemini;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;

/** How many tokens contents have, or the request to generate that holds them. */
final class CountTokens implements Endpoint {
    @Override
    public Reading read(Request request) {
        var body = CamelCase.body(request);
        var prefix = body.get("generateContentRequest").isObject() ? "generateContentRequest." : "";
        return body.required(prefix + "contents", Contents::areValid, Contents.EXPECTED)
                .then(() -> new Reading.Count(
                        request.variable("model").orElseThrow(),
                        instance.objectNode()
                                .put(
                                        "totalTokens",
                                        Contents.prompt(body, prefix).tokens())));
    }
}
