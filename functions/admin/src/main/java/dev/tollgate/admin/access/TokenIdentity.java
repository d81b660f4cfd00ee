package dev.tollgate.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.Redacted;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;

/**
 * Trusts whoever has one token: for a gateway on a laptop, which has nobody in front of it to verify signatures. The deployed
 * function never uses it, whatever its environment says. Thread safe.
 */
public final class TokenIdentity implements IdentitySource {
    /** What the holder of the token is given a role as. */
    public static final Principal HOLDER = new Principal.TokenHolder();

    private static final int SHORTEST = 32;

    private final byte[] digest;

    /** @throws IllegalArgumentException if the token is shorter than 32 characters, and might be guessed */
    public TokenIdentity(Redacted token) {
        if (token.reveal().length() < SHORTEST) {
            throw new IllegalArgumentException("an admin token has at least %d characters".formatted(SHORTEST));
        }
        digest = digest(token);
    }

    /** Takes the same time whatever the difference, its length too: digests are compared. */
    @Override
    public Optional<Identity> identify(Caller caller) {
        return MessageDigest.isEqual(digest(caller.bearerToken()), digest)
                ? Optional.of(new Identity("holder of the admin token", Set.of(HOLDER)))
                : Optional.empty();
    }

    private static byte[] digest(Redacted token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.reveal().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
