package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where a body may have numbers that metering depends on. Immutable.
 *
 * @param numbers the fields that are such numbers
 * @param objects the fields that are objects with such numbers in them
 */
record BodyShape(Set<String> numbers, Map<String, BodyShape> objects) {
    /** What some model takes for a maximum of tokens. */
    static final Set<String> MAXIMA = Set.of(
            "max_tokens",
            "max_tokens_to_sample",
            "max_completion_tokens",
            "max_output_tokens",
            "max_new_tokens",
            "max_gen_len",
            "maxTokens",
            "maxTokenCount",
            "maxOutputTokens");

    /** What some model takes for a number of completions. */
    static final Set<String> REPETITIONS = Set.of("n", "best_of", "num_generations", "numResults");

    /** How many tokens a model may think. */
    static final String BUDGET = "budget_tokens";

    private static final long MOST_REPETITIONS = 128;

    /** A body in the words of any model. */
    static final BodyShape NATIVE = new BodyShape(
            union(MAXIMA, REPETITIONS),
            Map.of(
                    "inferenceConfig", of(MAXIMA),
                    "textGenerationConfig", of(MAXIMA),
                    "thinking", of(Set.of(BUDGET)),
                    "reasoning_config", of(Set.of(BUDGET))));

    /** A body of Converse, with fields in the words of a model. */
    static final BodyShape CONVERSE =
            new BodyShape(Set.of(), Map.of("inferenceConfig", of(MAXIMA), "additionalModelRequestFields", NATIVE));

    /** Copies both, in a fixed order: of several faults always the same is told. */
    BodyShape {
        numbers = Collections.unmodifiableSet(new TreeSet<>(numbers));
        objects = Collections.unmodifiableMap(new TreeMap<>(objects));
    }

    private static BodyShape of(Set<String> numbers) {
        return new BodyShape(numbers, Map.of());
    }

    /** What is wrong with these fields of a body: no number from 1 on, no object, or a name in another letter case. */
    Stream<Optional<Fault>> faults(JsonBody body) {
        var fields = new FieldChecks(body);
        return Stream.of(
                        fields.spelling(union(numbers, objects.keySet())),
                        numbers.stream().map(name -> fields.wholeNumber(name, most(name))),
                        objects.keySet().stream().map(fields::object),
                        objects.keySet().stream()
                                .filter(name -> body.get(name).isObject())
                                .flatMap(name -> faultsWithin(name, body.object(name))))
                .flatMap(faults -> faults);
    }

    private Stream<Optional<Fault>> faultsWithin(String name, JsonBody object) {
        return objects.getOrDefault(name, of(Set.of()))
                .faults(object)
                .map(fault -> fault.map(inner -> Fault.ofField(name + "." + inner.field(), inner.message())));
    }

    private static long most(String name) {
        return REPETITIONS.contains(name) ? MOST_REPETITIONS : Integer.MAX_VALUE;
    }

    /** The numbers that are in a body, by where they stand. */
    Map<FieldPath, Long> numbersIn(JsonNode body) {
        var found = new LinkedHashMap<FieldPath, Long>();
        find(body, FieldPath.ROOT, found);
        return found;
    }

    private void find(JsonNode object, FieldPath path, Map<FieldPath, Long> found) {
        numbers.stream()
                .filter(name -> object.path(name).isNumber())
                .forEach(name -> found.put(path.then(name), object.path(name).asLong()));
        objects.forEach((name, shape) -> shape.find(object.path(name), path.then(name), found));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
