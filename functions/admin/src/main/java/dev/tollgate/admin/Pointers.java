package dev.tollgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Reference;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Where documents name other objects. */
final class Pointers {
    private static final Map<Class<? extends ConfigurationObject>, String> FIELDS =
            Map.of(Policy.class, "/policy", Backend.class, "/backends", PriceTable.class, "/charging/prices");

    private Pointers() {}

    /** JSON pointers to where a document names an object: one at least. */
    static List<String> to(Reference named, JsonNode document) {
        var field = FIELDS.getOrDefault(named.kind(), "");
        var value = document.at(field);
        if (!value.isArray()) {
            return List.of(field);
        }
        return IntStream.range(0, value.size())
                .filter(index -> value.get(index).asText().equals(named.id()))
                .mapToObj(index -> field + "/" + index)
                .toList();
    }
}
