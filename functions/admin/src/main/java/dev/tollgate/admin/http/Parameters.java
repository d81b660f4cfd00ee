package dev.tollgate.admin.http;

import dev.tollgate.core.configuration.ConfigurationObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the query of a request, and remembers all that is wrong with it, so that who asks hears it at once. What is not read
 * may not be given: a misspelt parameter is no wish to do without it. For one thread.
 */
public final class Parameters {
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
