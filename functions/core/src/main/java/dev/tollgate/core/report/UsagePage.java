package dev.tollgate.core.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Windows in the order of time; those in which nothing was counted are left out.
 *
 * @param windows without limits: those of their time may have been others
 * @param next where the next page starts, empty if there is none
 */
public record UsagePage(List<WindowUsage> windows, Optional<Instant> next) {
    /** Copies the list. */
    public UsagePage {
        windows = List.copyOf(windows);
    }
}
