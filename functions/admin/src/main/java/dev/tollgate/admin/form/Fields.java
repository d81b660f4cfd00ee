package dev.tollgate.admin.form;

import static java.util.stream.Collectors.joining;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads an object of a document field by field, and notes all that is wrong with it. What is wrong is read as something else,
 * and the object is not made. A field that is {@code null} counts as left out; one that nobody asks for is wrong. For one thread.
 */
public final class Fields {
    private final Value object;
    private final int faultsBefore;
    private final Set<String> known = new TreeSet<>();

    /** Those of a value that is an object. */
    Fields(Value object) {
        this.object = object;
        this.faultsBefore = object.faults().count();
    }

    /** A field, given or not. */
    public Value value(String name) {
        known.add(name);
        return object.at(name);
    }

    /** Whether a field is given. */
    public boolean has(String name) {
        return value(name).isGiven();
    }

    /** Notes where a field is not given that must be. */
    public boolean require(String name) {
        if (!has(name)) {
            value(name).wrong("must be given");
        }
        return has(name);
    }

    /** An id, which must be given. */
    String id(String name) {
        return text(name, TextRule.ID);
    }

    /** An id, empty where it is left out. */
    String optionalId(String name) {
        return has(name) ? id(name) : "";
    }

    /** A text that must be given, and not be empty. */
    public String text(String name, TextRule rule) {
        return require(name) ? value(name).text(rule).orElse("") : "";
    }

    /** A text, empty where it is left out. */
    public String optionalText(String name, TextRule rule) {
        var node = value(name).node();
        var isEmpty = node.isTextual() && node.textValue().isEmpty();
        return has(name) && !isEmpty ? text(name, rule) : "";
    }

    /** A whole number that must be given. */
    public long number(String name, long from, long to) {
        return require(name) ? number(name, from, to, from) : from;
    }

    /** A whole number that may be left out. */
    public long number(String name, long from, long to, long otherwise) {
        return optionalNumber(name, from, to).orElse(otherwise);
    }

    /** A whole number, empty where it is left out. */
    OptionalLong optionalNumber(String name, long from, long to) {
        return has(name) ? value(name).number(from, to) : OptionalLong.empty();
    }

    /** True or false. */
    public boolean flag(String name, boolean otherwise) {
        return has(name) ? value(name).flag().orElse(otherwise) : otherwise;
    }

    /** One of some words. */
    public <E> E choice(String name, E[] choices, Function<E, String> word, E otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        var given = value(name);
        return Arrays.stream(choices)
                .filter(choice -> given.node().isTextual()
                        && word.apply(choice).equals(given.node().textValue()))
                .findFirst()
                .or(() -> given.wrong(
                        "must be one of " + Arrays.stream(choices).map(word).collect(joining(", "))))
                .orElse(otherwise);
    }

    /** One of an enumeration's names. */
    public <E extends Enum<E>> E choice(String name, Class<E> choices, E otherwise) {
        return choice(name, choices.getEnumConstants(), Enum::name, otherwise);
    }

    /** A moment from 1970 to 9999, as {@code 2026-11-21T10:00:00Z}. */
    Instant moment(String name, Instant from, Instant to, Instant otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            var moment = Instant.parse(value(name).node().asText(""));
            if (value(name).node().isTextual() && !moment.isBefore(from) && !moment.isAfter(to)) {
                return moment;
            }
        } catch (DateTimeException _) {
            // Told below.
        }
        value(name).wrong("must be a moment from %s to %s, such as 2026-11-21T10:00:00Z".formatted(from, to));
        return otherwise;
    }

    /** Values in their order; none where they are left out. Those that are wrong are missing. */
    public <T> List<T> list(String name, int most, Function<Value, Optional<T>> reader) {
        if (!has(name)) {
            return List.of();
        }
        var list = value(name);
        if (!list.node().isArray() || list.node().size() > most) {
            list.wrong("must be a list of at most " + most);
            return List.of();
        }
        var read = new ArrayList<T>();
        for (var index = 0; index < list.node().size(); index++) {
            reader.apply(list.at(index)).ifPresent(read::add);
        }
        return read;
    }

    /** Texts in their order, each once; none where they are left out. */
    public Set<String> distinct(String name, int most, TextRule rule) {
        var texts = list(name, most, value -> value.text(rule));
        var distinct = new LinkedHashSet<>(texts);
        if (distinct.size() < texts.size()) {
            value(name).wrong("must not have the same twice");
        }
        return distinct;
    }

    /** Values by their names; none where they are left out. Those that are wrong are missing. */
    <T> Map<String, T> members(String name, int most, TextRule names, Function<Value, Optional<T>> reader) {
        if (!has(name)) {
            return Map.of();
        }
        var members = value(name);
        if (!members.node().isObject() || members.node().size() > most) {
            members.wrong("must be an object of at most %d fields".formatted(most));
            return Map.of();
        }
        var read = new LinkedHashMap<String, T>();
        members.node()
                .fieldNames()
                .forEachRemaining(member -> names.faultOf(member)
                        .ifPresentOrElse(
                                fault -> members.wrongName(member, "its name " + fault),
                                () -> reader.apply(members.at(member)).ifPresent(value -> read.put(member, value))));
        return read;
    }

    /** An object; empty where it is left out or wrong. */
    public <T> Optional<T> object(String name, Function<Fields, Optional<T>> reader) {
        return has(name) ? value(name).object(reader) : Optional.empty();
    }

    /** Notes at a field what a constructor has against what was read of it: what it throws IllegalArgumentException for. */
    public void check(String name, Supplier<?> constructor) {
        try {
            var _ = constructor.get();
        } catch (IllegalArgumentException e) {
            value(name).wrong(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Makes something of what was read, once everything is.
     *
     * @param constructor where it throws IllegalArgumentException, the whole object is wrong
     * @return empty where anything in it is wrong
     */
    public <T> Optional<T> make(Supplier<T> constructor) {
        var names = String.join(", ", known);
        object.node().fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                object.wrongName(name, "is not known: there are " + names);
            }
        });
        if (object.faults().count() > faultsBefore) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.get());
        } catch (IllegalArgumentException e) {
            return object.wrong(String.valueOf(e.getMessage()));
        }
    }
}
