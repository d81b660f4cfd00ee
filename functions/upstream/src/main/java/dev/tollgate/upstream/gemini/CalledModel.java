package dev.tollgate.upstream.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.Target;
import dev.tollgate.upstream.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The model of a call: the one in its path. A body may repeat it, with {@code models/} before it, but name no other.
 *
 * @param name the model
 * @param target the path with the provider's name in it
 */
record CalledModel(ModelName name, Target target) {
    private static final String FIELD = "model";
    private static final String PREFIX = "models/";

    static CalledModel of(IncomingCall call) {
        var name = call.model(call.target().parameters().getOrDefault(FIELD, ""));
        return new CalledModel(name, call.target().with(FIELD, name.sent()));
    }

    /** What is wrong with a body whose objects name a model, empty where it is this one. */
    Optional<Fault> fault(Stream<JsonNode> objects) {
        return objects.anyMatch(this::namesAnother)
                ? Optional.of(
                        Fault.ofField(FIELD, "'model' must be the model in the path, '%s'.".formatted(name.called())))
                : Optional.empty();
    }

    /**
     * What must change in a body that repeats the model.
     *
     * @param nested fields of the body with an object, or an array of them, that may repeat it too
     */
    Map<String, JsonNode> changes(JsonBody body, String... nested) {
        var changes = new LinkedHashMap<String, JsonNode>();
        if (name.isAlias()) {
            if (body.fields().hasNonNull(FIELD)) {
                changes.put(FIELD, sent());
            }
            Stream.of(nested)
                    .filter(body.fields()::hasNonNull)
                    .forEach(field -> changes.put(field, renamed(body.get(field))));
        }
        return changes;
    }

    private JsonNode renamed(JsonNode objects) {
        var changed = objects.<JsonNode>deepCopy();
        ProtoField.elements(changed)
                .filter(each -> each.hasNonNull(FIELD))
                .forEach(each -> ((ObjectNode) each).set(FIELD, sent()));
        return changed;
    }

    private JsonNode sent() {
        return TextNode.valueOf(PREFIX + name.sent());
    }

    private boolean namesAnother(JsonNode object) {
        var model = object.path(FIELD);
        return object.hasNonNull(FIELD)
                && !(model.isTextual()
                        && model.asText().replaceFirst("^" + PREFIX, "").equals(name.called()));
    }
}
