package dev.tollgate.upstream.gemini;

import dev.tollgate.core.usage.Estimate;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.json.JsonCalls;
import dev.tollgate.upstream.prompt.PromptParts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads calls that embed: they have a prompt and no completion. */
final class Embedding {
    private static final List<ProtoField> METERED =
            List.of(new ProtoField("model"), GeminiContent.CONTENT, new ProtoField("requests"));

    private Embedding() {}

    /** Of one content. */
    static Operation.Reader one() {
        return JsonCalls.reader(
                (call, body) -> fault(call, body, GeminiContent::of),
                (call, body) -> call(call, body, GeminiContent.of(body)));
    }

    /** Of several contents. */
    static Operation.Reader batch() {
        return JsonCalls.reader(
                (call, body) -> fault(call, body, GeminiContent::ofBatch),
                (call, body) -> call(call, body, GeminiContent.ofBatch(body)));
    }

    private static Optional<Fault> fault(IncomingCall call, JsonBody body, Function<JsonBody, PromptParts> parts) {
        return misspelt(body)
                .or(() -> CalledModel.of(call).fault(body))
                .or(() -> parts.apply(body).fault(call.promptEstimation()));
    }

    private static Optional<Fault> misspelt(JsonBody body) {
        return body.fields()
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> METERED.stream().anyMatch(field -> field.isMisspelt(name)))
                .findFirst()
                .map(name -> Fault.ofField(name, "'%s' must be written in lower case.".formatted(name)));
    }

    private static ModelCall call(IncomingCall call, JsonBody body, PromptParts parts) {
        var model = CalledModel.of(call);
        return new ModelCall(
                call.target().route(),
                model.name(),
                model.target().path(),
                body.with(model.changes(body)),
                new Estimate(parts.tokens(call.promptEstimation(), body.size()), 0),
                0,
                ModelCall.noLowering(),
                new EmbeddingMetering());
    }
}
