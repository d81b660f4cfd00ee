package dev.tollgate.upstream.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The body of a call that generates, checked by {@link GenerateCheck}: what it may use, and what must change in it.
 *
 * <p>{@code maxOutputTokens} bounds what a candidate thinks and says together: a model that has thought it away answers
 * nothing. A budget of thinking that is not below it is counted beside it.
 */
final class GenerateRequest {
    private final IncomingCall call;
    private final JsonBody body;
    private final boolean isStreamed;
    private final GenerationConfig config;
    private final CalledModel model;

    /** @param isStreamed whether its reply comes in parts */
    GenerateRequest(IncomingCall call, JsonBody body, boolean isStreamed) {
        this.call = call;
        this.body = body;
        this.isStreamed = isStreamed;
        this.config = new GenerationConfig(body);
        this.model = CalledModel.of(call);
    }

    /** The call as it is to be sent, if its quotas hold all of it. */
    ModelCall asked() {
        var isCapped = !call.completionDefault().sent() || config.isCapped();
        return call(isCapped ? Map.of() : config.capped(each()), each(), estimate());
    }

    private ModelCall lowered(Estimate estimate) {
        var each = estimate.completionTokens() / config.candidates() - beyondMaximum();
        return call(config.capped(each), each, estimate);
    }

    private ModelCall call(Map<String, JsonNode> maximum, long each, Estimate estimate) {
        var changes = new LinkedHashMap<>(model.changes(body));
        changes.putAll(maximum);
        return new ModelCall(
                call.target().route(),
                model.name(),
                model.target().path(),
                body.with(changes),
                estimate,
                each,
                this::lowered,
                new GeminiMetering(isStreamed));
    }

    private Estimate estimate() {
        var beyond = beyondMaximum();
        var least =
                beyond > 0 ? ModelCall.FEWEST_WORTH_ASKING : config.thinkingBudget() + ModelCall.FEWEST_WORTH_ASKING;
        return new Estimate(
                GeminiContent.of(body).tokens(call.promptEstimation(), body.size()),
                (each() + beyond) * config.candidates(),
                (Math.min(each(), least) + beyond) * config.candidates());
    }

    private long beyondMaximum() {
        return config.thinkingBudget() >= each() ? config.thinkingBudget() : 0;
    }

    private long each() {
        return config.maximum().orElse(call.completionDefault().tokens());
    }
}
