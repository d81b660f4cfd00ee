package dev.tollgate.upstream.http;

import java.time.Duration;

/**
 * A moment at which a call's time for something is up.
 *
 * @param nanos the moment, as {@link System#nanoTime} counts
 * @param kind what it is called when it has passed
 * @param passed what the provider did then, for people
 */
record Deadline(long nanos, UpstreamException.Kind kind, String passed) {
    /** The end of this duration from now. */
    static Deadline after(Duration limit, UpstreamException.Kind kind, String passed) {
        return new Deadline(System.nanoTime() + limit.toNanos(), kind, passed);
    }

    /** This one, but not later than the other. */
    Deadline notAfter(Deadline other) {
        return other.nanos - nanos < 0 ? new Deadline(other.nanos, kind, passed) : this;
    }

    /** How long it is until then; negative once it has passed. */
    Duration left() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }
}
