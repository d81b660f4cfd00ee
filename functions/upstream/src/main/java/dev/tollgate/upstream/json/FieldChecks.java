package dev.tollgate.upstream.json;

import dev.tollgate.upstream.Fault;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be wrong with the top-level fields of a body. A field that is absent or null is right.
 *
 * @param body the body
 */
public record FieldChecks(JsonBody body) {
    private static final int LONGEST_NAME = 256;

    /** The name of a model, which must be there. */
    public Optional<Fault> modelName(String field) {
        var name = body.get(field);
        return name.isTextual() && !name.asText().isEmpty() && name.asText().length() <= LONGEST_NAME
                ? Optional.empty()
                : Optional.of(Fault.ofField(
                        field, "'%s' must be the name of a model, of 1 to %d letters.".formatted(field, LONGEST_NAME)));
    }

    /** True or false. */
    public Optional<Fault> bool(String field) {
        return ofType(field, body.get(field).isBoolean(), "true or false");
    }

    /** A text. */
    public Optional<Fault> text(String field) {
        return ofType(field, body.get(field).isTextual(), "a text");
    }

    /** An object. */
    public Optional<Fault> object(String field) {
        return ofType(field, body.get(field).isObject(), "an object");
    }

    /** An array. */
    public Optional<Fault> array(String field) {
        return ofType(field, body.get(field).isArray(), "an array");
    }

    /** A whole number from 1 on. */
    public Optional<Fault> wholeNumber(String field, long largest) {
        var value = body.get(field);
        var valid = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.asLong() >= 1
                && value.asLong() <= largest;
        return ofType(field, valid, "a whole number from 1 to " + largest);
    }

    /** Names that some servers read without regard to case: in another case they could say something else. */
    public Stream<Optional<Fault>> spelling(Collection<String> metered) {
        return body.fields().propertyStream().map(field -> misspelt(field.getKey(), metered));
    }

    private static Optional<Fault> misspelt(String name, Collection<String> metered) {
        return metered.stream()
                .filter(each -> each.equalsIgnoreCase(name) && !each.equals(name))
                .findFirst()
                .map(each -> Fault.ofField(name, "'%s' must be written '%s'.".formatted(name, each)));
    }

    private Optional<Fault> ofType(String field, boolean valid, String expected) {
        return valid || body.get(field).isMissingNode()
                ? Optional.empty()
                : Optional.of(Fault.ofField(field, "'%s' must be %s.".formatted(field, expected)));
    }
}
