package dev.tollgate.proxy;

import java.io.OutputStream;

/** In which form the function gives its reply to API Gateway. */
public enum ReplyMode {
    /** As it comes: for an integration in the transfer mode {@code STREAM}. */
    STREAMED {
        @Override
        Responder responder(OutputStream out) {
            return new StreamedResponder(out);
        }
    },
    /** Whole: for an ordinary integration. */
    BUFFERED {
        @Override
        Responder responder(OutputStream out) {
            return new BufferedResponder(out);
        }
    };

    abstract Responder responder(OutputStream out);
}
