package dev.tollgate.upstream.openai;

import dev.tollgate.core.usage.Estimate;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The body of a call for embeddings: a prompt, and no completion. */
final class EmbeddingsRequest {
    private static final String INPUT = "input";

    /** vLLM embeds the messages of a chat too. */
    private static final String MESSAGES = "messages";

    private static final List<String> METERED = List.of(INPUT, MESSAGES);

    private EmbeddingsRequest() {}

    /** The first fault, empty where there is none. */
    static Optional<Fault> fault(IncomingCall call, JsonBody body, ModelPlace model) {
        var fields = new FieldChecks(body);
        return Stream.of(
                        model.faults(fields),
                        Stream.of(PlainTexts.fault(body, INPUT), fields.array(MESSAGES)),
                        fields.spelling(METERED),
                        fields.spelling(ProviderAdditions.fields()),
                        Detours.faults(fields),
                        Stream.of(Spelling.fault(body), prompt(body).fault(call.promptEstimation())))
                .flatMap(faults -> faults)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The call of a body without fault. */
    static ModelCall call(IncomingCall call, JsonBody body, ModelPlace place) {
        var model = place.model(call, body);
        return new ModelCall(
                call.target().route(),
                model,
                place.target(call.target(), model).path(),
                body.with(place.changes(model, body)),
                new Estimate(prompt(body).tokens(body, call.promptEstimation()), 0),
                0,
                ModelCall.noLowering(),
                new EmbeddingsMetering());
    }

    private static PromptContent prompt(JsonBody body) {
        var tally = new PromptTally();
        PlainTexts.add(body, INPUT, tally);
        ChatApi.addMessages(body, tally);
        ProviderAdditions.add(body, tally);
        return tally.content();
    }
}
