package dev.tollgate.cli.objects;

/** Files do not hold what they should. Its message has a line for each fault. */
public final class ManifestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a line for each fault. */
    public ManifestException(String message) {
        super(message);
    }
}
