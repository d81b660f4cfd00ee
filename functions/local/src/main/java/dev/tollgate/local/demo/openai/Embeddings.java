package dev.tollgate.local.demo.openai;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Ask;
import dev.tollgate.local.demo.serving.Embedding;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Form;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/**
 * Embeddings.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">the API reference</a>
 */
final class Embeddings implements Endpoint {
    private static final int DEFAULT_DIMENSIONS = 8;
    private static final int MAX_DIMENSIONS = 4096;

    @Override
    public Reading read(Request request) {
        var body = Deployment.body(request)
                .required("input", TextInput::isValid, TextInput.EXPECTED)
                .wholeNumber("dimensions", MAX_DIMENSIONS)
                .optional(
                        "encoding_format",
                        format -> format.asText().equals("float")
                                || format.asText().equals("base64"),
                        "float or base64");
        return body.then(() -> {
            var input = new TextInput(body.get("input"));
            var vectors = new Vectors(
                    input.keys(),
                    body.number("dimensions", DEFAULT_DIMENSIONS),
                    body.get("encoding_format").asText().equals("base64"));
            return new Reading.Generate(
                    Ask.embedding(Deployment.model(request, body), input.prompt()),
                    new Form.Whole(answer -> JsonReply.ok(vectors.document(answer))));
        });
    }

    private record Vectors(List<String> texts, int dimensions, boolean packed) {
        ObjectNode document(Answer answer) {
            var list = instance.objectNode().put("object", "list");
            var data = list.putArray("data");
            for (var index = 0; index < texts.size(); index++) {
                var entry = data.addObject().put("object", "embedding").put("index", index);
                write(entry, Embedding.of(texts.get(index), dimensions));
            }
            list.put("model", answer.ask().model());
            if (answer.usageReported()) {
                list.set("usage", OpenAiUsage.ofEmbedding(answer.usage()));
            }
            return list;
        }

        private void write(ObjectNode entry, double[] vector) {
            if (packed) {
                entry.put("embedding", Base64.getEncoder().encodeToString(pack(vector)));
                return;
            }
            var numbers = entry.putArray("embedding");
            for (var value : vector) {
                numbers.add((float) value);
            }
        }

        private static byte[] pack(double[] vector) {
            var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (var value : vector) {
                bytes.putFloat((float) value);
            }
            return bytes.array();
        }
    }
}
