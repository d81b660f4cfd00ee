package dev.tollgate.admin.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads an environment, and remembers all that is wrong with it, so that whoever sets it up hears it at once. A variable that
 * is empty counts as not set. For one thread.
 */
final class Variables {
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The value of a variable, empty where it is wrong or missing.
     *
     * @param parse empty for a text that is wrong
     */
    <T> Optional<T> read(Variable variable, Function<String, Optional<T>> parse) {
        var text = environment.getOrDefault(variable.id(), "");
        if (text.isEmpty()) {
            faults.add("%s is not set: it must be %s".formatted(variable.id(), variable.mustBe()));
            return Optional.empty();
        }
        var value = parse.apply(text);
        if (value.isEmpty()) {
            faults.add("%s must be %s, not '%s'".formatted(variable.id(), variable.mustBe(), text));
        }
        return value;
    }

    /** @throws IllegalArgumentException if anything that was read was wrong, with all of it in the message */
    void check() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }
}
