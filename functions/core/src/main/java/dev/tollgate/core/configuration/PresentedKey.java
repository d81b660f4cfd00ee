package dev.tollgate.core.configuration;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as a caller sends it: {@code tg-<stage>-<key id>-<43 characters>}, the last part 256 random bits in base64url.
 *
 * @param stage the stage it was made for
 * @param id finds the {@link ApiKey}
 * @param text the whole key
 */
public record PresentedKey(Stage stage, String id, Redacted text) {
    private static final Pattern FORM = Pattern.compile("tg-([a-z]+)-([a-z0-9]{12})-[A-Za-z0-9_-]{43}");

    /** Reads a key, empty where the text has not the form of one. */
    public static Optional<PresentedKey> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Stage.of(form.group(1)).map(stage -> new PresentedKey(stage, form.group(2), new Redacted(text)));
    }
}
