package dev.tollgate.upstream.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Fault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fields by which a call could cost more than its model's price: a faster tier, a region. Where cost is limited, a price
 * table says what a model costs, and knows nothing of these: they are refused but for values that cost no more.
 */
final class PriceChanges {
    private static final Map<String, Set<String>> NO_DEARER = Map.of(
            "service_tier", Set.of("auto", "default", "standard", "standard_only", "flex"),
            "serviceTier", Set.of("default", "standard", "flex"),
            "speed", Set.of("standard"),
            "inference_geo", Set.of("global"),
            "performanceConfig", Set.of("standard"));

    private PriceChanges() {}

    /** The first of them that a body has, empty where there is none. */
    static Optional<Fault> fault(JsonBody body) {
        return body.fields()
                .propertyStream()
                .filter(field -> NO_DEARER.keySet().stream().anyMatch(field.getKey()::equalsIgnoreCase))
                .filter(field -> isDearer(field.getKey(), field.getValue()))
                .findFirst()
                .map(field -> Fault.ofField(
                        field.getKey(),
                        "'%s' changes the price of a call, whose cost is limited: leave it out."
                                .formatted(field.getKey())));
    }

    /** Bedrock wraps the value in an object. */
    private static boolean isDearer(String name, JsonNode value) {
        var chosen = value.isObject() && value.size() == 1 ? value.elements().next() : value;
        return !value.isNull() && !NO_DEARER.getOrDefault(name, Set.of()).contains(chosen.asText());
    }
}
