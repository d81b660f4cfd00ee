package dev.tollgate.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A secret text that cannot be logged by accident: it prints its length and a short hash, enough to tell two apart and
 * too little to guess from. Immutable.
 *
 * @param reveal the secret itself, for the one place that must send or hash it
 */
public record Redacted(String reveal) {
    /** For example {@code [51 characters, sha256 9f86d0]}. */
    @Override
    public String toString() {
        return "[%d characters, sha256 %s]".formatted(reveal.length(), shortHash());
    }

    private String shortHash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(reveal.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 3);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
