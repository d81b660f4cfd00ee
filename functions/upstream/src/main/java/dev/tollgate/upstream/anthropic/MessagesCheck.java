package dev.tollgate.upstream.anthropic;

import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.json.OtherModels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what is wrong with the body of a message to be created, as far as metering depends on it; everything else is for the
 * provider to judge.
 */
final class MessagesCheck {
    /** Names that some servers read without regard to case: in another case they could say something else. */
    private static final List<String> METERED = List.of(
            "model",
            "messages",
            "system",
            "tools",
            "stream",
            MessagesRequest.MAX_TOKENS,
            MessagesRequest.THINKING,
            "container",
            "mcp_servers",
            "context_management",
            "compaction",
            "thread",
            "output_config",
            "output_format");

    private MessagesCheck() {}

    /** The first fault, empty where there is none. */
    static Optional<Fault> fault(IncomingCall call, JsonBody body) {
        var fields = new FieldChecks(body);
        return Stream.of(
                        Stream.of(
                                fields.modelName("model"),
                                fields.bool("stream"),
                                fields.array("messages"),
                                fields.array("tools"),
                                fields.array("mcp_servers"),
                                fields.object(MessagesRequest.THINKING),
                                maximum(body, fields),
                                budget(body)),
                        fields.spelling(METERED),
                        OtherModels.faults(fields),
                        Stream.of(PromptContent.of(body).fault(call.promptEstimation())))
                .flatMap(faults -> faults)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A maximum of 0 fills the provider's cache and answers nothing. */
    private static Optional<Fault> maximum(JsonBody body, FieldChecks fields) {
        var maximum = body.get(MessagesRequest.MAX_TOKENS);
        return maximum.isInt() && maximum.asInt() == 0
                ? Optional.empty()
                : fields.wholeNumber(MessagesRequest.MAX_TOKENS, Integer.MAX_VALUE);
    }

    private static Optional<Fault> budget(JsonBody body) {
        if (!body.get(MessagesRequest.THINKING).isObject()) {
            return Optional.empty();
        }
        return new FieldChecks(body.object(MessagesRequest.THINKING))
                .wholeNumber(MessagesRequest.BUDGET_TOKENS, Integer.MAX_VALUE)
                .map(fault -> Fault.ofField(MessagesRequest.THINKING, fault.message()));
    }
}
