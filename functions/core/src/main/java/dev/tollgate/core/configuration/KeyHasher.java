package dev.tollgate.core.configuration;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes keys and recognises them. What is stored is an HMAC under a pepper that is kept elsewhere, so that neither the
 * table nor the pepper alone lets anybody test a key. Thread safe.
 */
public final class KeyHasher {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_BYTES = 32;

    private final Supplier<SecretKeySpec> pepper;

    /**
     * Hashes under this pepper.
     *
     * @param pepper the stage's secret, 32 bytes or more
     * @throws IllegalArgumentException if it is shorter
     */
    public KeyHasher(byte[] pepper) {
        var key = key(pepper);
        this.pepper = () -> key;
    }

    /**
     * Hashes under a pepper that is asked for with every key, as where it is kept may be unreachable, and it may be changed:
     * the keys that were made under another one are void.
     *
     * @param pepper as above; throws {@link dev.tollgate.core.store.StoreException} where there is none, and so do the
     *     methods of this class
     */
    public KeyHasher(Supplier<byte[]> pepper) {
        this.pepper = () -> key(pepper.get());
    }

    private static SecretKeySpec key(byte[] pepper) {
        if (pepper.length < SECRET_BYTES) {
            throw new IllegalArgumentException("a pepper has at least %d bytes".formatted(SECRET_BYTES));
        }
        return new SecretKeySpec(pepper, ALGORITHM);
    }

    /**
     * A new key.
     *
     * @param text the key itself, to be shown once and kept nowhere
     * @param stored what to keep of it
     */
    public record Issued(Redacted text, ApiKey stored) {}

    /** Makes a key for a subscription. */
    public Issued issue(Stage stage, String subscription, SecureRandom random) {
        var id = random.ints(ID_LENGTH, 0, ID_ALPHABET.length())
                .mapToObj(index -> ID_ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var text = new Redacted("tg-%s-%s-%s"
                .formatted(
                        stage.id(), id, Base64.getUrlEncoder().withoutPadding().encodeToString(secret)));
        return new Issued(text, new ApiKey(id, subscription, HexFormat.of().formatHex(hash(text))));
    }

    /** Whether this is the key that was stored. Takes the same time whatever the difference. */
    public boolean matches(PresentedKey presented, ApiKey stored) {
        return MessageDigest.isEqual(hash(presented.text()), HexFormat.of().parseHex(stored.hash()));
    }

    private byte[] hash(Redacted text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper.get());
            return mac.doFinal(text.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
