package dev.tollgate.upstream.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The body of a message to be created, checked by {@link MessagesCheck}: what it may use, and what must change in it.
 *
 * <p>{@code max_tokens} bounds the whole completion, thinking included. Anthropic itself refuses a call without it; where no
 * quota depends on it, such a call is passed on to be refused there.
 */
final class MessagesRequest {
    static final String MAX_TOKENS = "max_tokens";
    static final String THINKING = "thinking";
    static final String BUDGET_TOKENS = "budget_tokens";

    private final IncomingCall call;
    private final JsonBody body;
    private final ModelName model;

    MessagesRequest(IncomingCall call, JsonBody body) {
        this.call = call;
        this.body = body;
        this.model = call.model(body.get("model").asText());
    }

    /** The call as it is to be sent, if its quotas hold all of it. */
    ModelCall asked() {
        var sent = call.completionDefault().sent() && !isCapped() ? maximum(each()) : Map.<String, JsonNode>of();
        return call(sent, each(), estimate());
    }

    private ModelCall lowered(Estimate estimate) {
        var each = estimate.completionTokens() - beyondMaximum();
        return call(maximum(each), each, estimate);
    }

    private ModelCall call(Map<String, JsonNode> maximum, long each, Estimate estimate) {
        var changes = new LinkedHashMap<>(AnthropicDialect.aliasChange(model));
        changes.putAll(maximum);
        return new ModelCall(
                call.target().route(),
                model,
                call.target().path(),
                body.with(changes),
                estimate,
                each,
                this::lowered,
                new MessagesMetering());
    }

    private static Map<String, JsonNode> maximum(long tokens) {
        return Map.of(MAX_TOKENS, LongNode.valueOf(tokens));
    }

    private Estimate estimate() {
        var content = PromptContent.of(body).tokens(call.promptEstimation(), body.size());
        var prompt = Math.min(Usage.MAX_TOKENS, content + HiddenPrompt.tokens(body));
        var beyond = beyondMaximum();
        var least = beyond > 0 ? ModelCall.FEWEST_WORTH_ASKING : budget() + ModelCall.FEWEST_WORTH_ASKING;
        return new Estimate(prompt, each() + beyond, Math.min(each(), least) + beyond);
    }

    private long each() {
        return isCapped()
                ? body.get(MAX_TOKENS).asLong()
                : call.completionDefault().tokens();
    }

    private boolean isCapped() {
        return body.get(MAX_TOKENS).isNumber();
    }

    /**
     * The budget of thinking is part of the maximum and must be below it. Interleaved with tools it may be above, as the
     * budget of a whole turn: it is counted beside the maximum then.
     */
    private long beyondMaximum() {
        return budget() >= each() ? budget() : 0;
    }

    private long budget() {
        return body.get(THINKING).path(BUDGET_TOKENS).asLong(0);
    }
}
