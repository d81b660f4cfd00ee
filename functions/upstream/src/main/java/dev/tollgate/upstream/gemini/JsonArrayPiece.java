package dev.tollgate.upstream.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.upstream.Frame;

/**
 * A piece of a JSON array that is streamed.
 *
 * @param raw its bytes; not a copy
 * @param kind what it is
 */
record JsonArrayPiece(byte[] raw, Kind kind) implements Frame {
    /** What a piece is. */
    enum Kind {
        /** An element, and whatever stands between it and the one before. */
        ELEMENT,
        /** What closes the array. */
        END,
        /** What is left at the end of the stream: an element that broke off, or what stands behind the array. */
        REST
    }

    /** The element without what separates it from the one before; empty where it is none. */
    @Override
    public String data() {
        return kind == Kind.ELEMENT ? new String(raw, UTF_8).replaceFirst("^[\\s,\\[]+", "") : "";
    }
}
