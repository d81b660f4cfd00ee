package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.Target;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where calls name their model. */
public sealed interface ModelPlace {
    /** In the body's field {@code model}. */
    ModelPlace BODY = new OfBody();

    /**
     * In this parameter of the path. The server ignores a model in the body, and SDKs write one there that need not be the same:
     * the one in the path is put in its place, lest a server on the way takes the other.
     */
    static ModelPlace path(String parameter) {
        return new OfPath(parameter);
    }

    /** What can be wrong with the model that the body names. */
    Stream<Optional<Fault>> faults(FieldChecks fields);

    /** The model that is called. */
    ModelName model(IncomingCall call, JsonBody body);

    /** What the call is to ask for, if the model is to be sent by its other name. */
    Target target(Target target, ModelName model);

    /** What must change in the body, so that it names this model as the provider does, or none. */
    Map<String, JsonNode> changes(ModelName model, JsonBody body);

    /** The body's field. */
    record OfBody() implements ModelPlace {
        private static final String FIELD = "model";

        @Override
        public Stream<Optional<Fault>> faults(FieldChecks fields) {
            return Stream.concat(Stream.of(fields.modelName(FIELD)), fields.spelling(List.of(FIELD)));
        }

        @Override
        public ModelName model(IncomingCall call, JsonBody body) {
            return call.model(body.get(FIELD).asText());
        }

        @Override
        public Target target(Target target, ModelName model) {
            return target;
        }

        @Override
        public Map<String, JsonNode> changes(ModelName model, JsonBody body) {
            return model.isAlias() ? Map.of(FIELD, TextNode.valueOf(model.sent())) : Map.of();
        }
    }

    /**
     * A part of the path.
     *
     * @param parameter its name in the route's template
     */
    record OfPath(String parameter) implements ModelPlace {
        @Override
        public Stream<Optional<Fault>> faults(FieldChecks fields) {
            return fields.spelling(List.of(OfBody.FIELD));
        }

        @Override
        public ModelName model(IncomingCall call, JsonBody body) {
            return call.model(call.target().parameters().getOrDefault(parameter, ""));
        }

        @Override
        public Target target(Target target, ModelName model) {
            return model.isAlias() ? target.with(parameter, model.sent()) : target;
        }

        @Override
        public Map<String, JsonNode> changes(ModelName model, JsonBody body) {
            var sent = TextNode.valueOf(model.sent());
            return body.get(OfBody.FIELD).isMissingNode()
                            || body.get(OfBody.FIELD).equals(sent)
                    ? Map.of()
                    : Map.of(OfBody.FIELD, sent);
        }
    }
}
