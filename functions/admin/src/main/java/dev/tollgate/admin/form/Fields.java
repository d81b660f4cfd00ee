package dev.tollgate.admin.form;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.configuration.ConfigurationObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads an object of a document field by field, and remembers all that is wrong with it. What is wrong is read as something else,
 * and the object is not made. A field that is {@code null} counts as left out; one that nobody asks for is wrong. For one thread.
 */
final class Fields {
    private final JsonNode node;
    private final String pointer;
    private final Faults faults;
    private final int faultsBefore;
    private final Set<String> known = new HashSet<>();

    /**
     * Reads a value that should be an object.
     *
     * @param pointer where it is
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
     */
    Fields(JsonNode node, String pointer, Faults faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
        this.faultsBefore = faults.count();
        if (!node.isObject()) {
            faults.add(pointer, "must be an object");
        }
    }

    /** Whether a field is given. */
    boolean has(String name) {
        known.add(name);
        return node.hasNonNull(name);
    }

    /** An id, which must be given. */
    String id(String name) {
        var id = text(name, 60);
        return id.isEmpty() || ConfigurationObject.isId(id)
                ? id
                : wrong(name, "must be 1 to 60 letters, digits, '_', '.' or '-', starting with a letter or digit", "");
    }

    /** A text that must be given, and not be empty. */
    String text(String name, int longest) {
        var text = text(name, longest, "");
        return text.isEmpty() && !isWrong(name) ? wrong(name, "must be given", "") : text;
    }

    /** A text that may be left out. */
    String text(String name, int longest, String otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        return text(node.path(name), at(name), longest).orElse(otherwise);
    }

    /** A whole number that must be given. */
    long number(String name, long from, long to) {
        return has(name) ? number(name, from, to, from) : wrong(name, "must be given", from);
    }

    /** A whole number that may be left out. */
    long number(String name, long from, long to, long otherwise) {
        return optionalNumber(name, from, to).orElse(otherwise);
    }

    /** A whole number that may be left out. */
    OptionalLong optionalNumber(String name, long from, long to) {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        var value = node.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < from
                || value.longValue() > to) {
            return wrong(name, "must be a whole number from %d to %d".formatted(from, to), OptionalLong.empty());
        }
        return OptionalLong.of(value.longValue());
    }

    /** True or false. */
    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        var value = node.path(name);
        return value.isBoolean() ? value.booleanValue() : wrong(name, "must be true or false", otherwise);
    }

    /** One of some words. */
    <E> E choice(String name, Map<String, E> choices, E otherwise) {
        var word = text(name, 100, "");
        if (word.isEmpty()) {
            return otherwise;
        }
        return Optional.ofNullable(choices.get(word))
                .orElseGet(() -> wrong(
                        name,
                        "must be one of " + choices.keySet().stream().sorted().collect(Collectors.joining(", ")),
                        otherwise));
    }

    /** One of an enumeration's names. */
    <E extends Enum<E>> E choice(String name, Class<E> choices, E otherwise) {
        return choice(
                name,
                Arrays.stream(choices.getEnumConstants()).collect(Collectors.toMap(Enum::name, Function.identity())),
                otherwise);
    }

    /** A moment, as {@code 2026-11-21T10:00:00Z}. */
    Instant moment(String name, Instant otherwise) {
        var text = text(name, 40, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            return wrong(name, "must be a moment such as 2026-11-21T10:00:00Z", otherwise);
        }
    }

    /** Texts, in their order; none where it is left out. */
    List<String> texts(String name, int most, int longest) {
        return has(name)
                ? elements(name, most).stream()
                        .flatMap(index -> text(node.path(name).path(index), at(name) + "/" + index, longest).stream())
                        .toList()
                : List.of();
    }

    /** Texts, each once. */
    Set<String> distinct(String name, int most, int longest) {
        var texts = texts(name, most, longest);
        var distinct = new LinkedHashSet<>(texts);
        return distinct.size() == texts.size() ? distinct : wrong(name, "must not have the same twice", distinct);
    }

    /** Objects, in their order; none where it is left out. Those that are wrong are missing. */
    <T> List<T> objects(String name, int most, Function<Fields, Optional<T>> reader) {
        return has(name)
                ? elements(name, most).stream()
                        .flatMap(
                                index -> reader
                                        .apply(new Fields(node.path(name).path(index), at(name) + "/" + index, faults))
                                        .stream())
                        .toList()
                : List.of();
    }

    /** Objects by their names; none where it is left out. Those that are wrong are missing. */
    <T> Map<String, T> members(String name, int most, Function<Fields, Optional<T>> reader) {
        var members = new LinkedHashMap<String, T>();
        for (var field : members(name, most)) {
            reader.apply(new Fields(field.getValue(), at(name) + "/" + escaped(field.getKey()), faults))
                    .ifPresent(value -> members.put(field.getKey(), value));
        }
        return members;
    }

    /** Texts by their names; none where it is left out. */
    Map<String, String> texts(String name, int most) {
        var members = new LinkedHashMap<String, String>();
        for (var field : members(name, most)) {
            text(field.getValue(), at(name) + "/" + escaped(field.getKey()), 1_000)
                    .ifPresent(value -> members.put(field.getKey(), value));
        }
        return members;
    }

    /** An object; {@code otherwise} where it is left out or wrong. */
    <T> T object(String name, Function<Fields, Optional<T>> reader, T otherwise) {
        return has(name)
                ? reader.apply(new Fields(node.path(name), at(name), faults)).orElse(otherwise)
                : otherwise;
    }

    /** Notes what is wrong with a field. */
    <T> T wrong(String name, String detail, T otherwise) {
        faults.add(at(name), detail);
        return otherwise;
    }

    /**
     * Makes something of what was read, once everything is.
     *
     * @param constructor where it throws IllegalArgumentException, the whole object is wrong
     * @return empty where anything in it is wrong
     */
    <T> Optional<T> make(Supplier<T> constructor) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                var names = known.stream().sorted().collect(Collectors.joining(", "));
                faults.add(at(name), "is not known: there are " + names);
            }
        });
        if (faults.count() > faultsBefore || !node.isObject()) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.get());
        } catch (IllegalArgumentException e) {
            faults.add(pointer, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> text(JsonNode value, String where, int longest) {
        if (!value.isTextual()) {
            faults.add(where, "must be a text");
        } else if (value.textValue().length() > longest) {
            faults.add(where, "must have at most %d characters".formatted(longest));
        } else if (value.textValue().chars().anyMatch(Character::isISOControl)) {
            faults.add(where, "must have no control characters");
        } else {
            return Optional.of(value.textValue());
        }
        return Optional.empty();
    }

    private List<Integer> elements(String name, int most) {
        var list = node.path(name);
        if (!list.isArray() || list.size() > most) {
            return wrong(name, "must be a list of at most " + most, List.of());
        }
        return IntStream.range(0, list.size()).boxed().toList();
    }

    private Set<Map.Entry<String, JsonNode>> members(String name, int most) {
        if (!has(name)) {
            return Set.of();
        }
        var object = node.path(name);
        if (!object.isObject() || object.size() > most) {
            return wrong(name, "must be an object of at most %d fields".formatted(most), Set.of());
        }
        return object.properties();
    }

    private boolean isWrong(String name) {
        return has(name) && !node.path(name).isTextual();
    }

    private String at(String name) {
        return pointer + "/" + escaped(name);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
