package dev.tollgate.local.demo.gemini;

import dev.tollgate.local.demo.serving.Ask;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Form;
import dev.tollgate.local.demo.serving.Framing;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import dev.tollgate.local.demo.serving.ServerSentEvents;
import java.util.function.Function;

/**
 * The answers to a prompt.
 *
 * @param form the form that a request asks for
 */
record GenerateContent(Function<Request, Form> form) implements Endpoint {
    private static final int MAX_CANDIDATES = 8;

    static Endpoint whole() {
        return new GenerateContent(_ -> new Form.Whole(answer -> JsonReply.ok(new Candidates(answer).whole())));
    }

    static Endpoint streamed() {
        return new GenerateContent(
                request -> new Form.Streamed(answer -> new Candidates(answer).chunks(), framing(request)));
    }

    private static Framing framing(Request request) {
        return "sse".equals(request.query().get("alt")) ? ServerSentEvents.PLAIN : JsonArray.FRAMING;
    }

    @Override
    public Reading read(Request request) {
        var body = CamelCase.body(request)
                .required("contents", Contents::areValid, Contents.EXPECTED)
                .optional("systemInstruction", Contents::isValid, "a content with parts")
                .wholeNumber("generationConfig.maxOutputTokens", Integer.MAX_VALUE)
                .wholeNumber("generationConfig.candidateCount", MAX_CANDIDATES);
        return body.then(() -> {
            var ask = new Ask(
                    request.variable("model").orElseThrow(),
                    Contents.prompt(body, ""),
                    body.number("generationConfig.maxOutputTokens", Integer.MAX_VALUE),
                    body.number("generationConfig.candidateCount", 1));
            return new Reading.Generate(ask, form.apply(request));
        });
    }
}
