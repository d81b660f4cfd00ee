package dev.tollgate.infra.settings;

import java.util.Locale;

/** The two stages, and what nobody sets: whether data outlives its stack. */
public enum StageKind {
    /** What it has stays: deletion protection, point-in-time recovery, a key of its own, alarms. */
    PRODUCTION(true),
    /** Can be taken down and made anew. */
    SANDBOX(false);

    private final boolean isRetained;

    StageKind(boolean isRetained) {
        this.isRetained = isRetained;
    }

    /** Its name, in URLs, names of resources and settings. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name in the paths that {@code cdk deploy} is given, such as {@code Sandbox/*}. */
    public String construct() {
        return name().charAt(0) + id().substring(1);
    }

    /** Whether data, logs and versions outlive the stack, and deleting needs more than a command. */
    public boolean isRetained() {
        return isRetained;
    }
}
