package dev.tollgate.local.demo.serving;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A request's body: a JSON object, and what was found wrong with it. Fields that nobody checks may hold anything. A field
 * inside another is named with a dot, as in {@code generationConfig.maxOutputTokens}. For one thread.
 */
public final class Body {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode json;
    private final List<Fault> faults = new ArrayList<>();

    private Body(JsonNode json) {
        this.json = json;
    }

    static Body of(byte[] bytes) {
        try {
            var json = JSON.readTree(bytes);
            if (json.isObject()) {
                return new Body(json);
            }
        } catch (IOException _) {
            // Said below: where exactly it is wrong does not matter in a demo.
        }
        var nothing = new Body(JSON.createObjectNode());
        nothing.faults.add(Fault.invalid("The body is not a JSON object."));
        return nothing;
    }

    /** The same body in another spelling. */
    public Body map(UnaryOperator<JsonNode> spelling) {
        var mapped = new Body(spelling.apply(json));
        mapped.faults.addAll(faults);
        return mapped;
    }

    /** A field's value. A null counts as missing, as the providers have it. */
    public JsonNode get(String field) {
        var value = json.at("/" + field.replace('.', '/'));
        return value.isNull() ? JSON.missingNode() : value;
    }

    /** A whole number that was checked, or what stands in for it. */
    public int number(String field, int otherwise) {
        return get(field).asInt(otherwise);
    }

    /** The field must be there and be a text with something in it. */
    public Body name(String field) {
        return required(field, value -> value.isTextual() && !value.asText().isEmpty(), "a text that is not empty");
    }

    /** The field must be there and be valid. */
    public Body required(String field, Predicate<JsonNode> valid, String expected) {
        if (!valid.test(get(field))) {
            faults.add(Fault.invalid(field, "'%s' must be %s.".formatted(field, expected)));
        }
        return this;
    }

    /** The field must be valid if it is there. */
    public Body optional(String field, Predicate<JsonNode> valid, String expected) {
        return required(field, value -> value.isMissingNode() || valid.test(value), expected);
    }

    /** The field must be a whole number from 1 if it is there. */
    public Body wholeNumber(String field, int largest) {
        return optional(
                field,
                value -> value.isIntegralNumber()
                        && value.canConvertToInt()
                        && value.asInt() >= 1
                        && value.asInt() <= largest,
                "a whole number from 1 to " + largest);
    }

    /** The field must be true or false if it is there. */
    public Body flag(String field) {
        return optional(field, JsonNode::isBoolean, "true or false");
    }

    /** What the checks came to: the first fault, or else the reading. */
    public Reading then(Supplier<Reading> reading) {
        return faults.isEmpty() ? reading.get() : new Reading.Refuse(faults.getFirst());
    }
}
