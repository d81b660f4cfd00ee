package dev.tollgate.local.demo.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Ask;
import dev.tollgate.local.demo.serving.Body;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Prompt;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import dev.tollgate.local.demo.serving.Turn;

/** Chat completions. */
final class ChatCompletions implements Endpoint {
    @Override
    public Reading read(Request request) {
        var body = Deployment.body(request)
                .required("messages", ChatCompletions::areMessages, "a list of messages, each with a role")
                .wholeNumber("max_tokens", Integer.MAX_VALUE)
                .wholeNumber("max_completion_tokens", Integer.MAX_VALUE);
        return ChoiceDocuments.check(body).then(() -> {
            var ask = new Ask(Deployment.model(request, body), prompt(body), maxTokens(body), body.number("n", 1));
            return new Reading.Generate(ask, ChoiceDocuments.form(body, ChoiceForm.CHAT));
        });
    }

    private static boolean areMessages(JsonNode list) {
        return list.isArray()
                && !list.isEmpty()
                && list.valueStream().allMatch(message -> message.path("role").isTextual());
    }

    private static Prompt prompt(Body body) {
        return Prompt.ofTurns(body.get("messages")
                .valueStream()
                .map(message -> Turn.of(message.path("role").asText(), message.path("content")))
                .toList());
    }

    /** The smaller of the two fields. */
    private static int maxTokens(Body body) {
        return Math.min(
                body.number("max_tokens", Integer.MAX_VALUE), body.number("max_completion_tokens", Integer.MAX_VALUE));
    }
}
