package dev.tollgate.testkit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;

/** The end of what a process has written. Thread safe. */
final class Output {
    private static final int MOST = 1 << 20;
    private static final int PIECE = 1 << 13;

    private final Until until = new Until();
    private final OutputStream copy;
    private volatile byte[] kept = {};

    /** All of it goes there too. */
    Output(OutputStream copy) {
        this.copy = copy;
    }

    /** Reads to the end; for one thread. */
    void read(InputStream from) {
        try (from) {
            var piece = new byte[PIECE];
            for (var count = from.read(piece); count >= 0; count = from.read(piece)) {
                keep(piece, count);
                until.changed();
                copy.write(piece, 0, count);
                copy.flush();
            }
        } catch (IOException _) {
            // The process has ended.
        }
    }

    private void keep(byte[] piece, int count) {
        var old = kept;
        var from = Math.max(0, old.length + count - MOST);
        var all = Arrays.copyOfRange(old, from, old.length + count);
        System.arraycopy(piece, 0, all, old.length - from, count);
        kept = all;
    }

    boolean holdsWithin(String text, Duration patience) throws InterruptedException {
        return until.holds(() -> text().contains(text), patience);
    }

    String text() {
        return new String(kept, UTF_8);
    }
}
