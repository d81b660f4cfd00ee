package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.json.OtherModels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks that a body names no model besides the one in its path. OpenAI's models take their id in the body too, by the name that
 * Bedrock knows.
 */
final class NamedModel {
    private static final List<String> FIELDS = List.of("model", "modelId");
    private static final String NATIVE_FIELDS = "additionalModelRequestFields";

    private NamedModel() {}

    /** What is wrong with the fields that name a model, in the body and among those of Converse for the model itself. */
    static Stream<Optional<Fault>> faults(IncomingCall call, JsonBody body) {
        var sent = BedrockDialect.model(call).sent();
        return Stream.concat(Stream.of(body), nativeFields(body))
                .map(FieldChecks::new)
                .flatMap(fields -> Stream.of(
                                fields.spelling(FIELDS),
                                FIELDS.stream()
                                        .map(field -> another(fields.body().get(field), field, sent)),
                                OtherModels.faults(fields))
                        .flatMap(faults -> faults));
    }

    private static Stream<JsonBody> nativeFields(JsonBody body) {
        return body.get(NATIVE_FIELDS).isObject() ? Stream.of(body.object(NATIVE_FIELDS)) : Stream.empty();
    }

    private static Optional<Fault> another(JsonNode value, String field, String sent) {
        return value.isMissingNode() || (value.isTextual() && value.asText().equals(sent))
                ? Optional.empty()
                : Optional.of(
                        Fault.ofField(field, "'%s' must be left out: the model is in the path.".formatted(field)));
    }
}
