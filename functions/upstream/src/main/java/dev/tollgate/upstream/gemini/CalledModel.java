package dev.tollgate.upstream.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.Target;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.json.OtherModels;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final ProtoField MODEL = new ProtoField("model");
    private static final String FIELD = MODEL.camel();
    private static final String PREFIX = "models/";

    /** Calls within calls: those of a batch, and the one whose tokens are counted. */
    private static final List<ProtoField> NESTED =
            List.of(new ProtoField("requests"), new ProtoField("generateContentRequest"));

    static CalledModel of(IncomingCall call) {
        var name = call.model(call.target().parameters().getOrDefault(FIELD, ""));
        return new CalledModel(name, call.target().with(FIELD, name.sent()));
    }

    /** What is wrong with a body that names a model, in itself or in a call that it holds; empty where it is this one. */
    Optional<Fault> fault(JsonBody body) {
        var fields = body.fields();
        var calls = NESTED.stream().flatMap(field -> field.in(fields)).flatMap(ProtoField::elements);
        return Stream.of(
                        misspelt(fields),
                        named(Stream.concat(Stream.of(fields), calls)),
                        OtherModels.faults(new FieldChecks(body)))
                .flatMap(faults -> faults)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<Optional<Fault>> misspelt(JsonNode fields) {
        return NESTED.stream()
                .filter(field -> field.isMisspeltIn(fields))
                .map(field ->
                        Optional.of(Fault.ofField(field.camel(), "'%s' must be written so.".formatted(field.camel()))));
    }

    private Stream<Optional<Fault>> named(Stream<JsonNode> objects) {
        return objects.filter(object -> MODEL.isMisspeltIn(object) || namesAnother(object))
                .map(_ -> Optional.of(
                        Fault.ofField(FIELD, "'model' must be the model in the path, '%s'.".formatted(name.called()))));
    }

    /** What must change in a body that repeats the model. */
    Map<String, JsonNode> changes(JsonBody body) {
        var changes = new LinkedHashMap<String, JsonNode>();
        if (name.isAlias()) {
            if (body.fields().hasNonNull(FIELD)) {
                changes.put(FIELD, sent());
            }
            NESTED.stream()
                    .flatMap(field -> field.names().stream())
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
