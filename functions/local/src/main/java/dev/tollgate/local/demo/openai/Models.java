package dev.tollgate.local.demo.openai;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Behaviour;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import java.time.Instant;

/**
 * The models. Any name is one.
 *
 * @param created since when there are models
 */
record Models(Instant created) {
    /** All that have a behaviour of their own. */
    Reading list(Request request) {
        var list = instance.objectNode().put("object", "list");
        var data = list.putArray("data");
        Behaviour.MODELS.forEach(model -> data.add(entry(model)));
        return new Reading.Inform(list);
    }

    /** The one that the path names. */
    Reading one(Request request) {
        return new Reading.Inform(entry(request.variable("model").orElseThrow()));
    }

    private ObjectNode entry(String model) {
        return instance.objectNode()
                .put("id", model)
                .put("object", "model")
                .put("created", created.getEpochSecond())
                .put("owned_by", "tollgate");
    }
}
