package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.upstream.CompletionDefault;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.Route;
import dev.tollgate.upstream.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads the body of a chat completion: only the fields that metering needs; all others are the provider's business. */
final class ChatRequest {
    private static final String MAX_TOKENS = "max_tokens";
    private static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";
    private static final String STREAM_OPTIONS = "stream_options";
    private static final String INCLUDE_USAGE = "include_usage";

    private final JsonBody body;

    private ChatRequest(JsonBody body) {
        this.body = body;
    }

    static ParsedCall parse(Route route, JsonBody body, CompletionDefault completionDefault) {
        var request = new ChatRequest(body);
        var fault = request.fault();
        return fault.isPresent()
                ? new ParsedCall.Invalid(fault.get())
                : new ParsedCall.Valid(request.call(route, completionDefault));
    }

    private Optional<Fault> fault() {
        return Stream.of(
                        model(),
                        wholeNumber(MAX_TOKENS, Integer.MAX_VALUE),
                        wholeNumber(MAX_COMPLETION_TOKENS, Integer.MAX_VALUE),
                        wholeNumber("n", 128),
                        ofType("stream", body.get("stream").isBoolean(), "true or false"),
                        ofType(STREAM_OPTIONS, body.get(STREAM_OPTIONS).isObject(), "an object"),
                        ofType("messages", body.get("messages").isArray(), "an array"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private ModelCall call(Route route, CompletionDefault completionDefault) {
        var streamed = body.get("stream").asBoolean();
        var usageAsked = body.get(STREAM_OPTIONS).path(INCLUDE_USAGE).asBoolean();
        var asked = maximum();
        var completion =
                asked.orElse(completionDefault.tokens()) * body.get("n").asLong(1);

        var changes = new LinkedHashMap<String, JsonNode>();
        if (asked.isEmpty() && completionDefault.sent()) {
            changes.put(MAX_COMPLETION_TOKENS, LongNode.valueOf(completionDefault.tokens()));
        }
        if (streamed && !usageAsked) {
            changes.put(STREAM_OPTIONS, withUsage());
        }
        var estimate = new Estimate(PromptEstimate.of(body.fields()), completion);
        return new ModelCall(
                route, body.get("model").asText(), streamed, usageAsked, estimate, body.with(Map.copyOf(changes)));
    }

    /** The larger of the two fields: a server may obey either. */
    private OptionalLong maximum() {
        return Stream.of(MAX_TOKENS, MAX_COMPLETION_TOKENS)
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

    private Optional<Fault> model() {
        var model = body.get("model");
        return model.isTextual() && !model.asText().isEmpty()
                ? Optional.empty()
                : Optional.of(Fault.ofField("model", "'model' must be the name of a model."));
    }

    private Optional<Fault> wholeNumber(String field, long largest) {
        var value = body.get(field);
        var valid = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.asLong() >= 1
                && value.asLong() <= largest;
        return ofType(field, valid, "a whole number from 1 to " + largest);
    }

    private Optional<Fault> ofType(String field, boolean valid, String expected) {
        return valid || body.get(field).isMissingNode()
                ? Optional.empty()
                : Optional.of(Fault.ofField(field, "'%s' must be %s.".formatted(field, expected)));
    }
}
