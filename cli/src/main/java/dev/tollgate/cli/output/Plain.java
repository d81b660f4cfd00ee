package dev.tollgate.cli.output;

/** Texts of others, made safe for a terminal. */
public final class Plain {
    private Plain() {}

    /** Without control characters, which could move the cursor, change colours or hide what stands there. */
    public static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    /** The same, but lines stay lines. */
    public static String lines(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\n]]", "?");
    }
}
