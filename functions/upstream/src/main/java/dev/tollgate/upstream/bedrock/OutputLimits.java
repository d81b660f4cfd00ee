package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What a body says of how much may be written, in the words of all models: the largest number of each sort counts. Immutable.
 *
 * @param numbers the numbers, by where they stand
 */
record OutputLimits(Map<FieldPath, Long> numbers) {
    /** Copies the map. */
    OutputLimits {
        numbers = Map.copyOf(numbers);
    }

    /** Of a body that was checked. */
    static OutputLimits of(BodyShape shape, JsonNode body) {
        return new OutputLimits(shape.numbersIn(body));
    }

    /** The largest maximum, empty where there is none. */
    OptionalLong maximum() {
        return named(BodyShape.MAXIMA).max();
    }

    /** How many completions there may be. */
    long completions() {
        return named(BodyShape.REPETITIONS).max().orElse(1);
    }

    /** How many tokens may be thought, 0 where nothing is said of it. */
    long budget() {
        return named(Set.of(BodyShape.BUDGET)).max().orElse(0);
    }

    /** Whether one of these places has a number. */
    boolean hasAny(Collection<FieldPath> places) {
        return places.stream().anyMatch(numbers::containsKey);
    }

    /** What to change so that no maximum is above this one. */
    Map<FieldPath, Long> lowered(long maximum) {
        var changes = new LinkedHashMap<FieldPath, Long>();
        numbers.forEach((path, value) -> {
            if (BodyShape.MAXIMA.contains(path.name()) && value > maximum) {
                changes.put(path, maximum);
            }
        });
        return changes;
    }

    private LongStream named(Set<String> names) {
        return numbers.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey().name()))
                .mapToLong(Map.Entry::getValue);
    }
}
