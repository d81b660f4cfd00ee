package dev.tollgate.upstream.bedrock;

import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what is wrong with a body in the words of any model, as far as metering depends on it; everything else is for the
 * provider to judge.
 */
final class InvokeCheck {
    private static final List<String> METERED = List.of(
            "messages",
            "system",
            "tools",
            "toolConfig",
            "mcp_servers",
            "connectors",
            "container",
            "context_management",
            "output_config",
            "output_format",
            "response_format",
            "inputs",
            "inputImage",
            "images",
            "mediaSource",
            "singleEmbeddingParams");

    private InvokeCheck() {}

    /** The first fault, empty where there is none. */
    static Optional<Fault> fault(IncomingCall call, JsonBody body) {
        var fields = new FieldChecks(body);
        return Stream.of(
                        Stream.of(fields.array("messages"), fields.array("tools")),
                        fields.spelling(METERED),
                        NamedModel.faults(call, body),
                        BodyShape.NATIVE.faults(body),
                        Stream.of(
                                unknownMaximum(call, body),
                                PromptContent.invoke(body).fault(call.promptEstimation())))
                .flatMap(faults -> faults)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A maximum must be put in, and nobody knows where this model looks for it. */
    private static Optional<Fault> unknownMaximum(IncomingCall call, JsonBody body) {
        var model = BedrockDialect.model(call);
        var isCapped =
                OutputLimits.of(BodyShape.NATIVE, body.fields()).maximum().isPresent();
        return isCapped
                        || !call.completionDefault().sent()
                        || ModelFamily.of(model).isPresent()
                ? Optional.empty()
                : Optional.of(Fault.ofField(
                        "max_tokens",
                        "Completion tokens are limited, and where the model '%s' has their maximum is not known: send it in one of %s."
                                .formatted(model.called(), understood())));
    }

    private static String understood() {
        return ModelFamily.ALL.stream()
                .flatMap(family -> family.maxima().stream())
                .map(FieldPath::toString)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
