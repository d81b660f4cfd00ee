package dev.tollgate.core.counter;

import java.util.regex.Pattern;

/**
 * Names one correction, so that it counts once however often it is sent. It is kept in the counter: short ones keep that small.
 *
 * @param text 8 to 26 characters of {@code A-Z a-z 0-9 - _}: a ULID fits
 */
public record CorrectionId(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{8,26}");

    /** @throws IllegalArgumentException if it is not of this form */
    public CorrectionId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a correction id: " + text);
        }
    }
}
