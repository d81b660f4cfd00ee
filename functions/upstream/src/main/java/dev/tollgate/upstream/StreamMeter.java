package dev.tollgate.upstream;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.sse.SseEvent;
import java.util.Optional;

/** Watches one stream for usage figures. For one thread. */
public interface StreamMeter {
    /**
     * Looks at an event.
     *
     * @return whether the caller is to see it
     */
    boolean passes(SseEvent event);

    /** What the whole stream cost, empty until it has said so: a figure that may still grow is none. */
    Optional<Usage> usage();

    /** About how many tokens a model has written so far, for a stream that reports none. */
    long typicalCompletion();
}
