package dev.tollgate.local.demo.gemini;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import dev.tollgate.local.demo.serving.Ask;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Form;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Prompt;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;

/**
 * The embedding of one content. Its tokens are billed and not reported.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">the API reference</a>
 */
final class EmbedContent implements Endpoint {
    @Override
    public Reading read(Request request) {
        var body = CamelCase.body(request)
                .required("content", Contents::isValid, "a content with parts")
                .wholeNumber("outputDimensionality", Embeddings.MAX_DIMENSIONS);
        return body.then(() -> {
            var texts = Contents.turn(body.get("content")).texts();
            var document = instance.objectNode();
            document.set(
                    "embedding",
                    Embeddings.of(texts, body.number("outputDimensionality", Embeddings.DEFAULT_DIMENSIONS)));
            return new Reading.Generate(
                    Ask.embedding(request.variable("model").orElseThrow(), Prompt.ofTexts(texts)),
                    new Form.Whole(_ -> JsonReply.ok(document)));
        });
    }
}
