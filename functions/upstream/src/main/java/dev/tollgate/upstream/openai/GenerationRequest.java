package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The body of a call for which a model writes something, checked by {@link GenerationCheck}: what it may use, and what must
 * change in it.
 */
final class GenerationRequest {
    static final String STREAM = "stream";
    static final String STREAM_OPTIONS = "stream_options";

    /** What some server takes for a maximum; the largest of all counts. */
    static final List<String> MAXIMA = List.of(
            OpenAiCalls.MAX_TOKENS,
            OpenAiCalls.MAX_COMPLETION_TOKENS,
            "max_output_tokens",
            "max_new_tokens",
            "n_predict");

    /** What some server takes for a number of completions; the largest counts. */
    static final List<String> REPETITIONS = List.of("n", "best_of", "n_cmpl");

    private static final String INCLUDE_USAGE = "include_usage";

    private final IncomingCall call;
    private final JsonBody body;
    private final ModelPlace place;
    private final GenerationApi api;
    private final ModelName model;

    GenerationRequest(IncomingCall call, JsonBody body, ModelPlace place, GenerationApi api) {
        this.call = call;
        this.body = body;
        this.place = place;
        this.api = api;
        this.model = place.model(call, body);
    }

    /** The call as it is to be sent, if its quotas hold all of it. */
    ModelCall asked() {
        var changes = changes();
        if (call.completionDefault().sent() && !isCapped()) {
            changes.put(api.obeyed().getFirst(), LongNode.valueOf(each()));
        }
        return call(changes, each(), estimate());
    }

    /** The same call with every maximum that it names lowered to what its completions may have together. */
    private ModelCall lowered(Estimate estimate) {
        var each = (estimate.completionTokens() - predicted()) / completions();
        var changes = changes();
        MAXIMA.stream()
                .filter(name -> body.get(name).asLong() > each)
                .forEach(name -> changes.put(name, LongNode.valueOf(each)));
        if (!isCapped()) {
            changes.put(api.obeyed().getFirst(), LongNode.valueOf(each));
        }
        return call(changes, each, estimate);
    }

    private ModelCall call(Map<String, JsonNode> changes, long each, Estimate estimate) {
        return new ModelCall(
                call.target().route(),
                model,
                place.target(call.target(), model).path(),
                body.with(changes),
                estimate,
                each,
                this::lowered,
                api.metering(completions(), usageAsked()));
    }

    /** What changes in every case. */
    private Map<String, JsonNode> changes() {
        var changes = new LinkedHashMap<>(place.changes(model, body));
        if (api.reportsUsageOnDemand() && body.get(STREAM).asBoolean() && !usageAsked()) {
            changes.put(STREAM_OPTIONS, withUsage());
        }
        return changes;
    }

    /** Only {@code true} asks for it: servers differ in what else they take for it. */
    private boolean usageAsked() {
        return body.get(STREAM_OPTIONS).path(INCLUDE_USAGE).equals(BooleanNode.TRUE);
    }

    private Estimate estimate() {
        var each = each();
        var least = Math.min(each, ModelCall.FEWEST_WORTH_ASKING);
        return new Estimate(api.prompt(body).tokens(body, call.promptEstimation()), together(each), together(least));
    }

    /** What all completions may have together, if each may have this. */
    private long together(long each) {
        var completions = completions();
        var most = Usage.MAX_TOKENS - predicted();
        return predicted() + (each > most / completions ? most : each * completions);
    }

    private long each() {
        return largest(MAXIMA).orElse(call.completionDefault().tokens());
    }

    private long completions() {
        return largest(REPETITIONS).orElse(1) * api.prompts(body);
    }

    /** Rejected predicted tokens are billed as completion, beyond the maximum. */
    private long predicted() {
        return body.get("prediction").toString().getBytes(UTF_8).length;
    }

    /** Whether the server will obey a maximum that the body names. */
    private boolean isCapped() {
        return api.obeyed().stream().anyMatch(name -> body.get(name).isNumber());
    }

    private OptionalLong largest(List<String> names) {
        return names.stream()
                .map(body::get)
                .filter(JsonNode::isNumber)
                .mapToLong(JsonNode::asLong)
                .max();
    }

    private ObjectNode withUsage() {
        var options = body.get(STREAM_OPTIONS);
        var changed = options.isObject()
                ? ((ObjectNode) options).deepCopy()
                : body.fields().objectNode();
        changed.set(INCLUDE_USAGE, BooleanNode.TRUE);
        return changed;
    }
}
