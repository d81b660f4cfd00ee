package dev.tollgate.local.demo.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the demo model takes for a token: up to four characters of a word, with the white space before them. Words are
 * what white space separates; white space at the end of a text is no token.
 *
 * <p>A token has at least one character that is no white space, so a text never has more tokens than UTF-8 bytes. The
 * first tokens of a text, joined, are a text of just these tokens.
 */
public final class Tokens {
    private static final Pattern PIECE = Pattern.compile("\\S{1,4}");

    private Tokens() {}

    /** How many tokens a text has. */
    public static long count(String text) {
        return PIECE.matcher(text).results().count();
    }

    /** The tokens of a text, in order. */
    public static List<String> split(String text) {
        var tokens = new ArrayList<String>();
        var start = 0;
        for (var matcher = PIECE.matcher(text); matcher.find(); start = matcher.end()) {
            tokens.add(text.substring(start, matcher.end()));
        }
        return List.copyOf(tokens);
    }
}
