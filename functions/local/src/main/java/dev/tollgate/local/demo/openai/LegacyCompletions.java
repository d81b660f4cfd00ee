package dev.tollgate.local.demo.openai;

import dev.tollgate.local.demo.serving.Ask;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;

/** Completions, as they were before there were chats: so many choices for each prompt. */
final class LegacyCompletions implements Endpoint {
    /** OpenAI's own default. */
    private static final int DEFAULT_MAX_TOKENS = 16;

    @Override
    public Reading read(Request request) {
        var body = Deployment.body(request)
                .required("prompt", TextInput::isValid, TextInput.EXPECTED)
                .wholeNumber("max_tokens", Integer.MAX_VALUE);
        return ChoiceDocuments.check(body).then(() -> {
            var input = new TextInput(body.get("prompt"));
            var ask = new Ask(
                    Deployment.model(request, body),
                    input.prompt(),
                    body.number("max_tokens", DEFAULT_MAX_TOKENS),
                    input.size() * body.number("n", 1));
            return new Reading.Generate(ask, ChoiceDocuments.form(body, ChoiceForm.TEXT));
        });
    }
}
