package dev.tollgate.upstream.bedrock;

import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.prompt.PromptParts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call for text, checked by {@link ConverseCheck} or {@link InvokeCheck}: what it may use, and what must change in it. */
final class GenerationRequest {
    /** What Bedrock obeys with every model. */
    private static final List<FieldPath> CONVERSE_MAXIMUM = List.of(FieldPath.of("inferenceConfig.maxTokens"));

    private final IncomingCall call;
    private final JsonBody body;
    private final OutputLimits limits;
    private final List<FieldPath> obeyed;
    private final PromptParts prompt;
    private final Metering metering;

    /** @param obeyed where the model has its maximum for certain; empty where that is not known */
    private GenerationRequest(
            IncomingCall call,
            JsonBody body,
            OutputLimits limits,
            List<FieldPath> obeyed,
            PromptParts prompt,
            Metering metering) {
        this.call = call;
        this.body = body;
        this.limits = limits;
        this.obeyed = obeyed;
        this.prompt = prompt;
        this.metering = metering;
    }

    /** In the words of Converse. A stored prompt takes no maximum: it has its own. */
    static GenerationRequest converse(IncomingCall call, JsonBody body) {
        var model = BedrockDialect.model(call).sent();
        return new GenerationRequest(
                call,
                body,
                OutputLimits.of(BodyShape.CONVERSE, body.fields()),
                PromptContent.isStoredPrompt(model) ? List.of() : CONVERSE_MAXIMUM,
                PromptContent.converse(body, model),
                new ConverseMetering());
    }

    /** In the words of the model. */
    static GenerationRequest invoke(IncomingCall call, JsonBody body) {
        return new GenerationRequest(
                call,
                body,
                OutputLimits.of(BodyShape.NATIVE, body.fields()),
                ModelFamily.of(BedrockDialect.model(call))
                        .map(ModelFamily::maxima)
                        .orElse(List.of()),
                PromptContent.invoke(body),
                new InvokeMetering(false));
    }

    /** The call as it is to be sent, if its quotas hold all of it. */
    ModelCall asked() {
        return call(call.completionDefault().sent() ? capped(Map.of(), each()) : Map.of(), each(), estimate());
    }

    /** The same call with every maximum that it names lowered to what its completions may have together. */
    private ModelCall lowered(Estimate estimate) {
        var each = estimate.completionTokens() / limits.completions() - beyondMaximum();
        return call(capped(limits.lowered(each), each), each, estimate);
    }

    private ModelCall call(Map<FieldPath, Long> changes, long each, Estimate estimate) {
        var model = BedrockDialect.model(call);
        var target = BedrockDialect.target(call, model);
        return new ModelCall(
                target.route(),
                model,
                target.path(),
                FieldPath.set(body, changes),
                estimate,
                each,
                this::lowered,
                metering);
    }

    /** The same changes, and a maximum where the model looks for it. */
    private Map<FieldPath, Long> capped(Map<FieldPath, Long> changes, long each) {
        if (obeyed.isEmpty() || limits.hasAny(obeyed)) {
            return changes;
        }
        var more = new LinkedHashMap<>(changes);
        more.put(obeyed.getFirst(), each);
        return more;
    }

    private Estimate estimate() {
        var parts = prompt.tokens(call.promptEstimation(), body.size());
        var inPrompt = Math.min(Usage.MAX_TOKENS, parts + HiddenPrompt.tokens(body));
        return new Estimate(inPrompt, completion(each()), completion(Math.min(each(), least())));
    }

    private long completion(long each) {
        return (each + beyondMaximum()) * limits.completions();
    }

    private long each() {
        return limits.maximum().orElse(call.completionDefault().tokens());
    }

    private long least() {
        if (obeyed.isEmpty() && limits.maximum().isEmpty()) {
            return each();
        }
        return beyondMaximum() > 0 ? ModelCall.FEWEST_WORTH_ASKING : limits.budget() + ModelCall.FEWEST_WORTH_ASKING;
    }

    /**
     * The budget of thinking is part of the maximum and must be below it. Interleaved with tools it may be above, as the budget
     * of a whole turn: it is counted beside the maximum then.
     */
    private long beyondMaximum() {
        return limits.budget() >= each() ? limits.budget() : 0;
    }
}
