package dev.tollgate.core.limit;

import dev.tollgate.core.store.StoreException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes that end a lease, tried again where they fail: sent twice they change nothing, and one that never arrives leaves the
 * whole reservation booked.
 */
final class Insistent {
    private static final int ATTEMPTS = 3;

    private Insistent() {}

    /** What a write answered, empty where it failed each time. */
    static <T> Optional<T> write(Supplier<T> write) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return Optional.of(write.get());
            } catch (StoreException.Corrupt _) {
                return Optional.empty();
            } catch (StoreException _) {
                // Nothing is lost by trying again.
            }
        }
        return Optional.empty();
    }
}
