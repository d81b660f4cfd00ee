package dev.tollgate.local.function;

import java.io.IOException;
import java.io.OutputStream;

/** A function on this machine. Thread safe: calls run at the same time. */
public interface LocalFunction extends AutoCloseable {
    /**
     * Has it serve one event, and waits until it has.
     *
     * @param event JSON in UTF-8
     * @param reply takes what it answers as it comes; closed by the caller
     * @throws IOException if it fails or ends, before it answers or in the midst of it: what came is not a whole reply
     */
    void invoke(byte[] event, OutputStream reply) throws IOException;

    /** Ends it; calls in flight may be lost. */
    @Override
    void close();
}
