package dev.tollgate.upstream.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A field of a message of Protocol Buffers, which a server takes by two names in JSON: in camel case, and as it is declared,
 * in snake case. Which one holds where a body has both is not laid down.
 *
 * @param camel the name in camel case, such as {@code maxOutputTokens}
 * @param names both names; one, where they are the same
 * @see <a href="https://protobuf.dev/programming-guides/json/">the format</a>
 */
record ProtoField(String camel, List<String> names) {
    ProtoField(String camel) {
        this(camel, Stream.of(camel, snake(camel)).distinct().toList());
    }

    /** The values that an object has for it; null is none. */
    Stream<JsonNode> in(JsonNode object) {
        return names.stream().filter(object::hasNonNull).map(object::path);
    }

    /** Whether the object has it, by whichever name. */
    boolean isIn(JsonNode object) {
        return in(object).findAny().isPresent();
    }

    /** Whether this is one of its names. */
    boolean isCalled(String name) {
        return names.contains(name);
    }

    /** Whether a reader that takes names less exactly could take this for one of its names. */
    boolean isMisspelt(String name) {
        return !isCalled(name) && bare(name).equals(bare(camel));
    }

    /** Whether the object has a field that such a reader could take for this one. */
    boolean isMisspeltIn(JsonNode object) {
        return object.propertyStream().anyMatch(property -> isMisspelt(property.getKey()));
    }

    /** The elements of a repeated field. The API takes a single element without brackets too. */
    static Stream<JsonNode> elements(JsonNode repeated) {
        return repeated.isObject() ? Stream.of(repeated) : repeated.valueStream();
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String bare(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }
}
