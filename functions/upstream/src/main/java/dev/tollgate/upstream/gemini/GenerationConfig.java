package dev.tollgate.upstream.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.tollgate.upstream.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a body says of how much is generated. It may say so under either name of each field, or both: the largest counts,
 * and each place that a server could look at is given a maximum.
 *
 * @param body the body, checked by {@link GenerateCheck}
 */
record GenerationConfig(JsonBody body) {
    static final ProtoField CONFIG = new ProtoField("generationConfig");
    static final ProtoField MAX_OUTPUT_TOKENS = new ProtoField("maxOutputTokens");
    static final ProtoField CANDIDATE_COUNT = new ProtoField("candidateCount");
    static final ProtoField THINKING_CONFIG = new ProtoField("thinkingConfig");
    static final ProtoField THINKING_BUDGET = new ProtoField("thinkingBudget");

    /** The largest maximum of each candidate, empty where none is named. */
    OptionalLong maximum() {
        return largest(configs().flatMap(MAX_OUTPUT_TOKENS::in));
    }

    /** Whether the server will obey a maximum that the body names. */
    boolean isCapped() {
        return configs().findAny().isPresent() && configs().allMatch(MAX_OUTPUT_TOKENS::isIn);
    }

    /** How many candidates there will be at most. */
    long candidates() {
        return largest(configs().flatMap(CANDIDATE_COUNT::in)).orElse(1);
    }

    /** The largest budget of thinking; 0 where there is none, or the model decides. */
    long thinkingBudget() {
        var budgets = configs().flatMap(THINKING_CONFIG::in).flatMap(THINKING_BUDGET::in);
        return Math.max(0, largest(budgets).orElse(0));
    }

    /** What must change in the body so that no maximum in it is above this, and none is missing. */
    Map<String, JsonNode> capped(long maximum) {
        var names = names();
        if (names.isEmpty()) {
            var config = body.fields().objectNode().put(MAX_OUTPUT_TOKENS.camel(), maximum);
            return Map.of(CONFIG.camel(), config);
        }
        var changes = new LinkedHashMap<String, JsonNode>();
        names.forEach(name -> changes.put(name, capped(body.object(name), maximum)));
        return changes;
    }

    private static JsonNode capped(JsonBody config, long maximum) {
        var changes = new LinkedHashMap<String, JsonNode>();
        var given = MAX_OUTPUT_TOKENS.names().stream()
                .filter(config.fields()::hasNonNull)
                .toList();
        (given.isEmpty() ? List.of(MAX_OUTPUT_TOKENS.camel()) : given)
                .stream()
                        .filter(isAbove(config, maximum))
                        .forEach(name -> changes.put(name, LongNode.valueOf(maximum)));
        return JsonBody.raw(config.with(changes));
    }

    private static Predicate<String> isAbove(JsonBody config, long maximum) {
        return name -> config.get(name).isMissingNode() || config.get(name).asLong() > maximum;
    }

    private List<String> names() {
        return CONFIG.names().stream().filter(body.fields()::hasNonNull).toList();
    }

    private Stream<JsonNode> configs() {
        return CONFIG.in(body.fields());
    }

    private static OptionalLong largest(Stream<JsonNode> numbers) {
        return numbers.mapToLong(JsonNode::asLong).max();
    }
}
