package dev.tollgate.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * How far long work is: on a terminal a line that is written again and again, else one line at the end. Thread safe.
 */
public final class Progress {
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final PrintStream err;
    private final boolean live;
    private final int total;
    private final InstantSource clock;
    private final Instant begin;
    private Instant drawn;
    private int done;

    /**
     * Begins now.
     *
     * @param live whether it is a terminal
     * @param total how much there is to do
     */
    public Progress(PrintStream err, boolean live, int total, InstantSource clock) {
        this.err = err;
        this.live = live;
        this.total = total;
        this.clock = clock;
        this.begin = clock.instant();
        this.drawn = begin;
    }

    /** One more is done. */
    public synchronized void step() {
        done++;
        var now = clock.instant();
        if (live && Duration.between(drawn, now).compareTo(BETWEEN) >= 0) {
            drawn = now;
            err.print("\r" + line(now));
            err.flush();
        }
    }

    /** Writes the last line. */
    public synchronized void end() {
        err.println((live ? "\r" : "") + line(clock.instant()));
    }

    private String line(Instant now) {
        var millis = Math.max(1, Duration.between(begin, now).toMillis());
        return String.format(Locale.ROOT, "%,d/%,d objects, %,d/s", done, total, done * 1000L / millis);
    }
}
