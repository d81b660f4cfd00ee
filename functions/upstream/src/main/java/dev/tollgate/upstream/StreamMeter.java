package dev.tollgate.upstream;

import dev.tollgate.core.usage.Usage;
import java.io.InputStream;
import java.util.Optional;

/** Watches one stream for usage figures. For one thread. */
public interface StreamMeter {
    /** Cuts the stream into frames. */
    Frames frames(InputStream body);

    /**
     * Looks at a frame.
     *
     * @return whether the caller is to see it
     */
    boolean passes(Frame frame);

    /** What the whole stream cost, empty until it has said so: a figure that may still grow is none. */
    Optional<Usage> usage();

    /** Whether the stream has said that it is at its end: one that ends without was broken off. */
    boolean isComplete();

    /** About how many tokens a model has written so far, for a stream that reports none. */
    long typicalCompletion();

    /** An error in this stream, where it stands now, as the dialect's clients expect it. */
    byte[] error(Fault fault);
}
