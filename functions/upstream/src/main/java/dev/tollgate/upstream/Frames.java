package dev.tollgate.upstream;

import java.io.IOException;
import java.util.Optional;

/** Cuts one stream into frames, as soon as each is complete. The frames put together are the stream. For one thread. */
@FunctionalInterface
public interface Frames {
    /**
     * The next frame, empty at the end of the stream. What stands at the end without being a whole frame comes as one too.
     *
     * @throws IOException if reading fails or a frame is too large; what was read of an unfinished frame is dropped
     */
    Optional<Frame> next() throws IOException;

    /** Whether the next frame is here already, so that nobody would wait for it. */
    default boolean isReady() {
        return false;
    }
}
