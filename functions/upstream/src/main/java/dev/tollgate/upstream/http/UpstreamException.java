package dev.tollgate.upstream.http;

import java.io.IOException;

/** A provider did not answer, or not to the end. */
public final class UpstreamException extends IOException {
    private static final long serialVersionUID = 1;

    /** What went wrong, in the order in which a call meets it. */
    public enum Kind {
        /** No connection: refused, unknown host, or not within the limit. The request was not sent. */
        UNREACHABLE,
        /** No reply within the limit. */
        NO_REPLY,
        /** The body paused for longer than the limit. */
        STALLED,
        /** The whole call took longer than the limit. */
        TOO_LONG,
        /** The connection broke, or what came is not what was announced. */
        BROKEN
    }

    private final Kind kind;

    /** A failure without another exception behind it. */
    public UpstreamException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** A failure that the HTTP client reported. */
    public UpstreamException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Whether a limit of time ended the call. */
    public boolean isTimeout() {
        return kind == Kind.NO_REPLY || kind == Kind.STALLED || kind == Kind.TOO_LONG;
    }
}
