package dev.tollgate.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A path as it is matched: cut at its slashes and decoded once. A path that two servers could understand differently is
 * none: empty parts, parts of dots, encoded slashes, dots or percent signs, and anything that is not ASCII. Immutable.
 *
 * @param segments its parts, decoded; at least one
 */
public record RequestPath(List<String> segments) {
    private static final int LONGEST = 1_024;

    /** What stands in a path as it is. */
    private static final String PLAIN = "-._~:@";

    /** What may also come encoded: AWS SDKs write the colon of a model's id so. */
    private static final String ENCODED = "-_~:@";

    /** Copies the list. */
    public RequestPath {
        segments = List.copyOf(segments);
    }

    /** Reads a path that begins with a slash; empty where it is none that is matched. */
    public static Optional<RequestPath> parse(String path) {
        if (!path.startsWith("/") || path.length() > LONGEST) {
            return Optional.empty();
        }
        var segments = new ArrayList<String>();
        for (var start = 0; start >= 0 && start < path.length(); ) {
            var slash = path.indexOf('/', start + 1);
            var end = slash < 0 ? path.length() : slash;
            var segment = decode(path.substring(start + 1, end));
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
            start = slash;
        }
        return Optional.of(new RequestPath(segments));
    }

    /** A part of a path as it is written: what is not plain is encoded. */
    static String encode(String segment) {
        var text = new StringBuilder();
        for (var octet : segment.getBytes(UTF_8)) {
            var character = (char) (octet & 0xFF);
            if (isLetterOrDigit(character) || "-._~".indexOf(character) >= 0) {
                text.append(character);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return text.toString();
    }

    private static Optional<String> decode(String segment) {
        if (segment.isEmpty() || segment.chars().allMatch(character -> character == '.')) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (var i = 0; i < segment.length(); i++) {
            var character = segment.charAt(i);
            var isEncoded = character == '%';
            if (isEncoded) {
                if (i + 2 >= segment.length() || !isHex(segment, i + 1)) {
                    return Optional.empty();
                }
                character = (char) HexFormat.fromHexDigits(segment, i + 1, i + 3);
                i += 2;
            }
            if (!isLetterOrDigit(character) && (isEncoded ? ENCODED : PLAIN).indexOf(character) < 0) {
                return Optional.empty();
            }
            text.append(character);
        }
        return Optional.of(text.toString());
    }

    private static boolean isHex(String text, int start) {
        return HexFormat.isHexDigit(text.charAt(start)) && HexFormat.isHexDigit(text.charAt(start + 1));
    }

    private static boolean isLetterOrDigit(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }
}
