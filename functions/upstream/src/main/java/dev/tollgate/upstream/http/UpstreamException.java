package dev.tollgate.upstream.http;

import java.io.IOException;

/** A provider did not answer, or not to the end. The message says of the provider what it did, as in "it sent nothing". */
public final class UpstreamException extends IOException {
    private static final long serialVersionUID = 1;

    /** What went wrong, in the order in which a call meets it. */
    public enum Kind {
        /** It is none of the {@link Destinations}. The request was not sent. */
        FORBIDDEN,
        /** No connection: refused, unknown host, no trusted TLS, or not within the limit. The request was not sent. */
        UNREACHABLE,
        /** No reply within the limit. */
        NO_REPLY,
        /** The body paused for longer than the limit. */
        STALLED,
        /** The whole call took longer than the limit. */
        TOO_LONG,
        /** More came than is held in memory. */
        TOO_LARGE,
        /** What came cannot be read: it is compressed although that was not asked for. */
        UNREADABLE,
        /** The provider broke the connection, or what came is not HTTP. */
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

    /**
     * Whether the call was not sent, or the provider gave up. Where it was we who ended it, the provider may have been at
     * work, and may bill it.
     */
    public boolean isProvidersFailure() {
        return kind == Kind.FORBIDDEN || kind == Kind.UNREACHABLE || kind == Kind.BROKEN;
    }

    /** Whether a limit of time ended the call. */
    public boolean isTimeout() {
        return kind == Kind.NO_REPLY || kind == Kind.STALLED || kind == Kind.TOO_LONG;
    }
}
