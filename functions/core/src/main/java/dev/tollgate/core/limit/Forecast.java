package dev.tollgate.core.limit;

import dev.tollgate.core.usage.Estimate;
import java.util.List;
import java.util.Optional;

/**
 * What the {@link Limiter} would decide of a call. Immutable.
 *
 * @param rooms every limit of every owner, in their order, beside the call as it was asked for
 * @param refusal the limit that would stop it longest, empty where it would be admitted
 * @param estimate what it might use: less than was asked for where its maximum would be lowered
 */
public record Forecast(List<Room> rooms, Optional<Refusal> refusal, Estimate estimate) {
    /** Copies the list. */
    public Forecast {
        rooms = List.copyOf(rooms);
    }

    /** Whether it would be admitted. */
    public boolean isAdmitted() {
        return refusal.isEmpty();
    }
}
