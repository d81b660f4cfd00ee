package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The body of a chat completion, checked by {@link ChatRequestCheck}: what it may use, and what must change in it. */
final class ChatRequest {
    /** What every server obeys that has a maximum at all. */
    static final String MAX_TOKENS = "max_tokens";

    /** What OpenAI wants instead, and some other servers do not know. */
    static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    /** What some server takes for a maximum; the largest of all counts. */
    static final List<String> MAXIMA =
            List.of(MAX_TOKENS, MAX_COMPLETION_TOKENS, "max_output_tokens", "max_new_tokens", "n_predict");

    /** What some server takes for a number of completions; the largest counts. */
    static final List<String> REPETITIONS = List.of("n", "best_of");

    /** A maximum is not lowered below: a shorter answer serves nobody, and its prompt is charged all the same. */
    private static final long FEWEST_WORTH_ASKING = 16;

    static final String STREAM_OPTIONS = "stream_options";
    private static final String INCLUDE_USAGE = "include_usage";

    private final IncomingCall call;
    private final JsonBody body;
    private final String maximumField;
    private final ModelName model;

    /** @param maximumField the field that the server obeys for certain */
    ChatRequest(IncomingCall call, JsonBody body, String maximumField) {
        this.call = call;
        this.body = body;
        this.maximumField = maximumField;
        this.model = call.model(body.get("model").asText());
    }

    /** The call as it is to be sent, if its quotas hold all of it. */
    ModelCall asked() {
        var changes = changes();
        if (call.completionDefault().sent() && !isCapped()) {
            changes.put(maximumField, LongNode.valueOf(each()));
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
            changes.put(maximumField, LongNode.valueOf(each));
        }
        return call(changes, each, estimate);
    }

    private ModelCall call(Map<String, JsonNode> changes, long each, Estimate estimate) {
        return new ModelCall(
                call.target().route(),
                model,
                call.target().path(),
                body.with(changes),
                estimate,
                each,
                this::lowered,
                new ChatMetering(usageAsked()));
    }

    /** What changes in every case. */
    private Map<String, JsonNode> changes() {
        var changes = new LinkedHashMap<String, JsonNode>();
        if (model.isAlias()) {
            changes.put("model", TextNode.valueOf(model.sent()));
        }
        if (body.get("stream").asBoolean() && !usageAsked()) {
            changes.put(STREAM_OPTIONS, withUsage());
        }
        return changes;
    }

    private boolean usageAsked() {
        return body.get(STREAM_OPTIONS).path(INCLUDE_USAGE).asBoolean();
    }

    private Estimate estimate() {
        var each = each();
        var least = Math.min(each, FEWEST_WORTH_ASKING);
        return new Estimate(
                PromptEstimate.of(body, call.promptEstimation()),
                each * completions() + predicted(),
                least * completions() + predicted());
    }

    private long each() {
        return largest(MAXIMA).orElse(call.completionDefault().tokens());
    }

    private long completions() {
        return largest(REPETITIONS).orElse(1);
    }

    /** Rejected predicted tokens are billed as completion, beyond the maximum. */
    private long predicted() {
        return body.get("prediction").toString().getBytes(UTF_8).length;
    }

    /** Whether the server will obey a maximum that the body names. */
    private boolean isCapped() {
        return body.get(maximumField).isNumber() || body.get(MAX_TOKENS).isNumber();
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
