package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds names below the top level that metering reads, in another letter case. Servers written in Go take {@code Type} for
 * {@code type}, and the last of the two counts: it could make something else of a content part than what is estimated.
 */
final class Spelling {
    private static final List<String> METERED = List.of(
            "type",
            "role",
            "content",
            "output",
            "id",
            "uuid",
            "audio",
            "image_url",
            "encrypted_content",
            "include_usage",
            ProviderAdditions.TOOLS);

    /** Where they stand. What the caller defines itself, such as the parameters of a function, may have any names. */
    private static final List<String> WITHIN =
            List.of("messages", "input", "content", "output", ProviderAdditions.TOOLS, "stream_options");

    private Spelling() {}

    /** The first fault, empty where there is none. */
    static Optional<Fault> fault(JsonBody body) {
        return WITHIN.stream()
                .flatMap(field -> misspelt(body.get(field)).map(name -> fault(field, name)))
                .findFirst();
    }

    private static Fault fault(String field, String name) {
        return Fault.ofField(
                field, "'%s' in '%s' must be written in lower case: it is metered.".formatted(name, field));
    }

    private static Stream<String> misspelt(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().flatMap(Spelling::misspelt);
        }
        return node.propertyStream()
                .flatMap(field -> WITHIN.contains(field.getKey())
                        ? misspelt(field.getValue())
                        : Stream.of(field.getKey()).filter(Spelling::isMisspelt));
    }

    private static boolean isMisspelt(String name) {
        return METERED.stream().anyMatch(each -> each.equalsIgnoreCase(name) && !each.equals(name));
    }
}
