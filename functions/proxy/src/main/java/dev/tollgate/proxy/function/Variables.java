package dev.tollgate.proxy.function;

import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.proxy.GatewaySettings;
import dev.tollgate.proxy.ReplyMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads an environment, and remembers all that is wrong with it, so that whoever sets it up hears it at once. A variable that
 * is empty counts as not set. For one thread.
 */
public final class Variables {
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    /** Reads these variables. */
    public Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The value of a variable, empty where it is wrong or missing.
     *
     * @param parse empty for a text that is wrong
     */
    public <T> Optional<T> read(Variable variable, Function<String, Optional<T>> parse) {
        var text = Optional.ofNullable(environment.get(variable.id()))
                .filter(value -> !value.isEmpty())
                .or(variable::otherwise);
        if (text.isEmpty()) {
            faults.add("%s is not set: it must be %s".formatted(variable.id(), variable.mustBe()));
            return Optional.empty();
        }
        var value = parse.apply(text.get());
        if (value.isEmpty()) {
            faults.add("%s must be %s, not '%s'".formatted(variable.id(), variable.mustBe(), text.get()));
        }
        return value;
    }

    /** In which form replies are given: the same variable wherever a stage runs. */
    public Optional<ReplyMode> replyMode() {
        return read(Variable.REPLY_MODE, ReplyMode::of);
    }

    /** What an operator may set for a stage: the same variables wherever it runs. */
    public Optional<GatewaySettings> gateway() {
        var maxBodyBytes = read(Variable.MAX_BODY_BYTES, Variables::maxBodyBytes);
        var errorFormat = read(Variable.ERROR_FORMAT, ErrorFormat::of);
        return maxBodyBytes.flatMap(bytes -> errorFormat.map(format -> new GatewaySettings(bytes, format)));
    }

    private static Optional<Integer> maxBodyBytes(String text) {
        return text.matches("[1-9]\\d{0,7}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException if anything that was read was wrong, with all of it in the message
     */
    public void check() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }
}
