package dev.tollgate.admin.http;

import dev.tollgate.core.configuration.ConfigurationObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the query of a request, and remembers all that is wrong with it, so that who asks hears it at once. What is not read
 * may not be given: a misspelt parameter is no wish to do without it. For one thread.
 */
public final class Parameters {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Map<String, List<String>> query;
    private final Set<String> known = new HashSet<>();
    private final List<Problem.Part> faults = new ArrayList<>();

    /** Reads these parameters. */
    public Parameters(Map<String, List<String>> query) {
        this.query = query;
    }

    /** A whole number within these bounds; {@code otherwise} where it is not given, or wrong. */
    public int number(String name, int from, int to, int otherwise) {
        var text = single(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        var number = text.get().matches("[0-9]{1,9}") ? Integer.parseInt(text.get()) : -1;
        if (number < from || number > to) {
            faults.add(Problem.Part.ofParameter(name, "must be a whole number from %d to %d".formatted(from, to)));
            return otherwise;
        }
        return number;
    }

    /** An object's id; empty where it is not given, or wrong. */
    public String id(String name) {
        var text = single(name).orElse("");
        if (text.isEmpty() || ConfigurationObject.isId(text)) {
            return text;
        }
        faults.add(Problem.Part.ofParameter(name, "must be an id, such as 'next' of the page before has"));
        return "";
    }

    /** A text without control characters; empty where it is not given, or wrong. */
    public String text(String name, int longest) {
        var text = single(name).orElse("");
        if (text.length() <= longest && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        faults.add(Problem.Part.ofParameter(
                name, "must have at most %d characters, and no control characters".formatted(longest)));
        return "";
    }

    /** One of some words; empty where it is not given, or wrong. */
    public String choice(String name, Set<String> words) {
        var text = single(name).orElse("");
        if (text.isEmpty() || words.contains(text)) {
            return text;
        }
        faults.add(Problem.Part.ofParameter(
                name,
                "must be one of " + String.join(", ", words.stream().sorted().toList())));
        return "";
    }

    /** A moment; {@code otherwise} where it is not given, or wrong. */
    public Instant moment(String name, Instant otherwise) {
        var text = single(name).orElse("");
        try {
            var moment = text.isEmpty() ? otherwise : Instant.parse(text);
            if (!moment.isBefore(EARLIEST) && moment.isBefore(LATEST)) {
                return moment;
            }
        } catch (DateTimeException _) {
            // Said below.
        }
        faults.add(Problem.Part.ofParameter(
                name, "must be a moment such as 2026-11-21T10:00:00Z, from the year 2000 to 9999"));
        return otherwise;
    }

    /**
     * Ends the reading.
     *
     * @throws Refused if anything that was read is wrong, or something was not read
     */
    public void check() {
        Refused.ifAny(faults());
    }

    /**
     * What a text means; empty where it is not given, or wrong.
     *
     * @param parse empty for a text that is wrong
     * @param mustBe what it is told then, behind "must be"
     */
    public <T> Optional<T> parsed(String name, Function<String, Optional<T>> parse, String mustBe) {
        return single(name).flatMap(text -> {
            var parsed = parse.apply(text);
            if (parsed.isEmpty()) {
                wrong(name, "must be " + mustBe);
            }
            return parsed;
        });
    }

    /** The same of a parameter that must be given. */
    public <T> Optional<T> required(String name, Function<String, Optional<T>> parse, String mustBe) {
        if (query.getOrDefault(name, List.of()).isEmpty()) {
            known.add(name);
            wrong(name, "must be given: " + mustBe);
            return Optional.empty();
        }
        return parsed(name, parse, mustBe);
    }

    /** A moment within these bounds, as {@code 2026-11-21T10:00:00Z}; empty where it is not given, or wrong. */
    public Optional<Instant> moment(String name, Instant from, Instant to) {
        return parsed(
                name,
                text -> {
                    try {
                        var moment = Instant.parse(text);
                        return moment.isBefore(from) || moment.isAfter(to) ? Optional.empty() : Optional.of(moment);
                    } catch (DateTimeException _) {
                        return Optional.empty();
                    }
                },
                "a moment from %s to %s, such as 2026-11-21T10:00:00Z".formatted(from, to));
    }

    /** Notes that a parameter is wrong beside what else is known. */
    public void wrong(String name, String detail) {
        faults.add(Problem.Part.ofParameter(name, detail));
    }

    /** All that is wrong, once everything is read. */
    public List<Problem.Part> faults() {
        var all = new ArrayList<>(faults);
        query.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> all.add(Problem.Part.ofParameter(name, unknown())));
        return all;
    }

    private String unknown() {
        return known.isEmpty()
                ? "is not known: there are no parameters here"
                : "is not known: there are %s"
                        .formatted(String.join(", ", known.stream().sorted().toList()));
    }

    private Optional<String> single(String name) {
        known.add(name);
        var values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            faults.add(Problem.Part.ofParameter(name, "is given %d times".formatted(values.size())));
            return Optional.empty();
        }
        return values.stream().findFirst();
    }
}
