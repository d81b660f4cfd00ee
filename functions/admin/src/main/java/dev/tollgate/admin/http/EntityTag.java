package dev.tollgate.admin.http;

import java.util.regex.Pattern;

/**
 * The version of an object as HTTP writes it, such as {@code "3"}. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110</a>
 */
public record EntityTag(long version) {
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    /** Whether a condition such as {@code If-None-Match} names it: {@code *}, or a list with it, weak or strong. */
    public boolean isNamedBy(String condition) {
        return condition.strip().equals("*")
                || TAG.matcher(condition).results().anyMatch(tag -> tag.group(1).equals(toString()));
    }

    @Override
    public String toString() {
        return "\"%d\"".formatted(version);
    }
}
