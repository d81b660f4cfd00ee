package dev.tollgate.upstream.bedrock;

import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what is wrong with a body of Converse, as far as metering depends on it; everything else is for the provider to judge.
 */
final class ConverseCheck {
    private static final List<String> METERED =
            List.of("messages", "system", "toolConfig", "promptVariables", "outputConfig");

    private ConverseCheck() {}

    /** The first fault, empty where there is none. */
    static Optional<Fault> fault(IncomingCall call, JsonBody body) {
        var fields = new FieldChecks(body);
        var model = BedrockDialect.model(call).sent();
        return Stream.of(
                        Stream.of(
                                fields.array("messages"),
                                fields.array("system"),
                                fields.object("toolConfig"),
                                fields.object("promptVariables")),
                        fields.spelling(METERED),
                        NamedModel.faults(call, body),
                        BodyShape.CONVERSE.faults(body),
                        Stream.of(
                                storedMaximum(call, model),
                                PromptContent.converse(body, model).fault(call.promptEstimation())))
                .flatMap(faults -> faults)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Bedrock takes no maximum beside a stored prompt, so that none can be put in. */
    private static Optional<Fault> storedMaximum(IncomingCall call, String model) {
        return PromptContent.isStoredPrompt(model) && call.completionDefault().sent()
                ? Optional.of(
                        Fault.ofField(
                                "modelId",
                                "A stored prompt cannot be called where completion tokens are limited: its maximum is not in the body."))
                : Optional.empty();
    }
}
