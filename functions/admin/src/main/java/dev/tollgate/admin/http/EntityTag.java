package dev.tollgate.admin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What an object looks like, in short: its version, and a checksum of how it is shown, such as {@code "3-0a1b2c3d"}. So one that was
 * made anew under the same id has another one, and so has every object once it is shown otherwise. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110</a>
 */
public record EntityTag(long version, long checksum) {
    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    /** Of an object that is shown like this. */
    public static EntityTag of(long version, Object representation) {
        var checksum = new CRC32();
        checksum.update(Json.write(representation).getBytes(UTF_8));
        return new EntityTag(version, checksum.getValue());
    }

    /** Whether {@code If-None-Match} names it: {@code *}, or a list with it, weak or strong. */
    public boolean isNamedBy(String condition) {
        return condition.strip().equals("*")
                || TAG.matcher(condition).results().anyMatch(tag -> tag.group(2).equals(toString()));
    }

    /** Whether {@code If-Match} names it: the same, but weak ones match nothing. */
    public boolean isStronglyNamedBy(String condition) {
        return condition.strip().equals("*")
                || TAG.matcher(condition)
                        .results()
                        .anyMatch(tag -> tag.group(1) == null && tag.group(2).equals(toString()));
    }

    @Override
    public String toString() {
        return "\"%d-%08x\"".formatted(version, checksum);
    }
}
