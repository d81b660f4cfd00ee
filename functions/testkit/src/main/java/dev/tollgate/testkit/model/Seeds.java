package dev.tollgate.testkit.model;

import java.util.stream.LongStream;

/** Which seeds a test tries: so many from 1 on, or the one that is asked for by {@code -Dtollgate.seed=}. */
public final class Seeds {
    /** The system property that names a single seed. */
    public static final String PROPERTY = "tollgate.seed";

    private Seeds() {}

    /** The seeds from 1 to this many, or the one that is asked for. */
    public static LongStream upTo(int count) {
        return isSingle() ? LongStream.of(Long.getLong(PROPERTY)) : LongStream.rangeClosed(1, count);
    }

    /** Whether a single seed is asked for. */
    public static boolean isSingle() {
        return Long.getLong(PROPERTY) != null;
    }
}
