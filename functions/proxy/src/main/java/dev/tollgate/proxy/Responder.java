package dev.tollgate.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes one reply. For one thread. */
interface Responder {
    /**
     * Takes status and headers.
     *
     * @return where the body goes; what is flushed there is sent, status and headers first
     * @throws IllegalStateException if the reply has begun already
     */
    OutputStream begin(int status, Map<String, String> headers) throws IOException;

    /** Whether status and headers are on their way. */
    boolean hasBegun();

    /** Ends a reply that is complete. One that is not is never ended, so that nobody takes it for complete. */
    void end() throws IOException;
}
