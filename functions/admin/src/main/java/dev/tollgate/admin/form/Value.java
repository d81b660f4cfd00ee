package dev.tollgate.admin.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A value of a document, and where it is. What is wrong with it is noted, and read as nothing. For one thread.
 *
 * @param node the value; a missing node where it is not given
 * @param pointer where it is, as a JSON pointer
 * @param faults what is noted
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
 */
public record Value(JsonNode node, String pointer, Faults faults) {
    /** Longer names are not told back. */
    private static final int LONGEST_NAME = 200;

    /** A field of it. */
    Value at(String name) {
        var escaped = name.replace("~", "~0").replace("/", "~1");
        return new Value(node.path(name), pointer + "/" + escaped, faults);
    }

    /** An element of it. */
    Value at(int index) {
        return new Value(node.path(index), pointer + "/" + index, faults);
    }

    /** Whether it is there: {@code null} counts as left out. */
    public boolean isGiven() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** A text that is not empty. */
    Optional<String> text(TextRule rule) {
        if (!node.isTextual()) {
            return wrong("must be a text");
        }
        return rule.faultOf(node.textValue()).map(this::<String>wrong).orElseGet(() -> Optional.of(node.textValue()));
    }

    /** A whole number. */
    OptionalLong number(long from, long to) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < from || node.longValue() > to) {
            wrong("must be a whole number from %d to %d".formatted(from, to));
            return OptionalLong.empty();
        }
        return OptionalLong.of(node.longValue());
    }

    /** True or false. */
    Optional<Boolean> flag() {
        return node.isBoolean() ? Optional.of(node.booleanValue()) : wrong("must be true or false");
    }

    /** An object. */
    public <T> Optional<T> object(Function<Fields, Optional<T>> reader) {
        return node.isObject() ? reader.apply(new Fields(this)) : wrong("must be an object");
    }

    /** Notes what is wrong with it. */
    public <T> Optional<T> wrong(String detail) {
        faults.add(pointer, detail);
        return Optional.empty();
    }

    /** Notes what is wrong with the name of a field of it, which is told only where it can be. */
    void wrongName(String name, String detail) {
        if (name.length() > LONGEST_NAME || !TextRule.isUnicode(name)) {
            wrong("has a field of a name that is too long, or no Unicode: " + detail);
        } else {
            at(name).wrong(detail);
        }
    }
}
