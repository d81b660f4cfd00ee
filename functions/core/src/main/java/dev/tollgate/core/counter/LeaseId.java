package dev.tollgate.core.counter;

import java.util.random.RandomGenerator;

/**
 * The random id of a call in the counters it touches: 48 bits, so that two calls in flight in one window share one about
 * never (1 in 10^12 beside 40 others), written as 8 characters to keep the counter small.
 *
 * @param text 8 characters of {@code A-Z a-z 0-9 - _}
 */
public record LeaseId(String text) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** How many characters an id has. */
    public static final int LENGTH = 8;

    /** @throws IllegalArgumentException if it is not 8 characters of the alphabet */
    public LeaseId {
        if (text.length() != LENGTH || text.chars().anyMatch(character -> ALPHABET.indexOf(character) < 0)) {
            throw new IllegalArgumentException("not a lease id: " + text);
        }
    }

    /** A new id. */
    public static LeaseId next(RandomGenerator random) {
        var bits = random.nextLong();
        var text = new StringBuilder(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt((int) (bits >>> (6 * i)) & 63));
        }
        return new LeaseId(text.toString());
    }
}
