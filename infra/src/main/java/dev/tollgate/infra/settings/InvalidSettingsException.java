package dev.tollgate.infra.settings;

import java.util.List;

/** Settings that no stage can be made of; its message has a line for each fault. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    InvalidSettingsException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
