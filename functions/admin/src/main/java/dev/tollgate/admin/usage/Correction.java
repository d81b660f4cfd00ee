package dev.tollgate.admin.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.admin.form.CorrectionForm;
import dev.tollgate.core.counter.CorrectionId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A correction that is asked for, and by whom. Immutable.
 *
 * @param action what is to be done
 * @param asked the body of the request
 * @param key its {@code Idempotency-Key}, or the request's id where it has none: with the same it counts once
 * @param actor who asks
 * @param request the id of the request
 */
public record Correction(Action action, CorrectionForm asked, String key, String actor, String request) {
    private static final int ID_BYTES = 16;

    /** What is done to a window. */
    public enum Action {
        /** What is used is forgiven. */
        RESET,
        /** More is granted. */
        TOP_UP
    }

    /** The same for the same correction by the same caller under the same key: whoever else has chosen that key means another. */
    CorrectionId id() {
        try {
            var what = String.join("\n", asked.window(), asked.route(), asked.model(), String.valueOf(asked.granted()));
            var text = "%s\n%s\n%s\n%s".formatted(action, actor, key, what);
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return new CorrectionId(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
