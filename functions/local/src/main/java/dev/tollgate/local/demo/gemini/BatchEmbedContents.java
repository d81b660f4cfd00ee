package dev.tollgate.local.demo.gemini;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Ask;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Form;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Prompt;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import java.util.List;

/** The embeddings of several contents: what Google's SDKs call even for one. Their tokens are billed and not reported. */
final class BatchEmbedContents implements Endpoint {
    @Override
    public Reading read(Request request) {
        var body = CamelCase.body(request)
                .required("requests", BatchEmbedContents::areRequests, "a list of requests, each with a content");
        return body.then(() -> {
            var requests = body.get("requests").valueStream().toList();
            var texts = requests.stream()
                    .flatMap(each -> Contents.turn(each.path("content")).texts().stream())
                    .toList();
            return new Reading.Generate(
                    Ask.embedding(request.variable("model").orElseThrow(), Prompt.ofTexts(texts)),
                    new Form.Whole(_ -> JsonReply.ok(document(requests))));
        });
    }

    private static boolean areRequests(JsonNode requests) {
        return requests.isArray()
                && !requests.isEmpty()
                && requests.valueStream().allMatch(BatchEmbedContents::isRequest);
    }

    private static boolean isRequest(JsonNode request) {
        return Contents.isValid(request.path("content"))
                && dimensions(request) >= 1
                && dimensions(request) <= Embeddings.MAX_DIMENSIONS;
    }

    private static ObjectNode document(List<JsonNode> requests) {
        var document = instance.objectNode();
        var embeddings = document.putArray("embeddings");
        for (var request : requests) {
            embeddings.add(Embeddings.of(Contents.turn(request.path("content")).texts(), dimensions(request)));
        }
        return document;
    }

    private static int dimensions(JsonNode request) {
        return request.path("outputDimensionality").asInt(Embeddings.DEFAULT_DIMENSIONS);
    }
}
