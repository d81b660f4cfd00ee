package dev.tollgate.local.demo.gemini;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Behaviour;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import java.util.List;

/** The models. Any name is one. */
final class Models {
    private static final List<String> METHODS =
            List.of("generateContent", "streamGenerateContent", "embedContent", "batchEmbedContents", "countTokens");

    private Models() {}

    /** All that have a behaviour of their own, on one page. */
    static Reading list(Request request) {
        var list = instance.objectNode();
        var models = list.putArray("models");
        Behaviour.MODELS.forEach(model -> models.add(entry(model)));
        return new Reading.Inform(list);
    }

    /** The one that the path names. */
    static Reading one(Request request) {
        return new Reading.Inform(entry(request.variable("model").orElseThrow()));
    }

    private static ObjectNode entry(String model) {
        var entry = instance.objectNode()
                .put("name", "models/" + model)
                .put("version", "001")
                .put("displayName", model);
        var methods = entry.putArray("supportedGenerationMethods");
        METHODS.forEach(methods::add);
        return entry;
    }
}
