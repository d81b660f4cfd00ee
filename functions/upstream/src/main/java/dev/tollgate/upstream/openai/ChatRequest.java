package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.upstream.CompletionDefault;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.Route;
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

    private final JsonBody body;
    private final String maximumField;

    /** @param maximumField the field that the server obeys for certain */
    ChatRequest(JsonBody body, String maximumField) {
        this.body = body;
        this.maximumField = maximumField;
    }

    ModelCall call(Route route, CompletionDefault completionDefault) {
        var streamed = body.get("stream").asBoolean();
        var usageAsked = body.get(STREAM_OPTIONS).path(INCLUDE_USAGE).asBoolean();
        var changes = new LinkedHashMap<String, JsonNode>();
        if (completionDefault.sent() && !isCapped()) {
            changes.put(maximumField, LongNode.valueOf(each(completionDefault)));
        }
        if (streamed && !usageAsked) {
            changes.put(STREAM_OPTIONS, withUsage());
        }
        return new ModelCall(
                route,
                body.get("model").asText(),
                streamed,
                usageAsked,
                each(completionDefault),
                estimate(completionDefault),
                body.with(Map.copyOf(changes)));
    }

    /** The same call with every maximum that it names lowered to what its completions may have together. */
    ModelCall lowered(ModelCall call, Estimate estimate) {
        var each = (estimate.completionTokens() - predicted()) / completions();
        var changes = MAXIMA.stream()
                .filter(name -> body.get(name).isNumber() && body.get(name).asLong() > each)
                .collect(toUnmodifiableMap(name -> name, _ -> (JsonNode) LongNode.valueOf(each)));
        return new ModelCall(
                call.route(), call.model(), call.streamed(), call.usageAsked(), each, estimate, body.with(changes));
    }

    private Estimate estimate(CompletionDefault completionDefault) {
        var each = each(completionDefault);
        var least = Math.min(each, FEWEST_WORTH_ASKING);
        return new Estimate(
                PromptEstimate.of(body), each * completions() + predicted(), least * completions() + predicted());
    }

    private long each(CompletionDefault completionDefault) {
        return largest(MAXIMA).orElse(completionDefault.tokens());
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
