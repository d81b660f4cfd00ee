package dev.tollgate.local.demo.gemini;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Body;
import dev.tollgate.local.demo.serving.Request;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Field names may be written as in {@code maxOutputTokens} or as in {@code max_output_tokens}, by
 * <a href="https://protobuf.dev/programming-guides/json/">the JSON of protocol buffers</a>.
 */
final class CamelCase {
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    private CamelCase() {}

    /** The body with all names in camel case. */
    static Body body(Request request) {
        return request.body().map(CamelCase::of);
    }

    private static JsonNode of(JsonNode json) {
        if (json.isObject()) {
            var object = instance.objectNode();
            json.propertyStream().forEach(field -> object.set(name(field.getKey()), of(field.getValue())));
            return object;
        }
        if (json.isArray()) {
            var array = instance.arrayNode();
            json.valueStream().map(CamelCase::of).forEach(array::add);
            return array;
        }
        return json;
    }

    private static String name(String field) {
        return UNDERSCORE.matcher(field).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
