package dev.tollgate.proxy;

import dev.tollgate.runtime.ResponseStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which form the function gives its reply to API Gateway. */
public enum ReplyMode {
    /** As it comes, for an integration in the transfer mode {@code STREAM}; whole where the runtime does not stream. */
    STREAMED {
        @Override
        Responder responder(OutputStream out) {
            return out instanceof ResponseStream response
                    ? new StreamedResponder(response)
                    : new BufferedResponder(out);
        }
    },
    /** Whole: for an ordinary integration. */
    BUFFERED {
        @Override
        Responder responder(OutputStream out) {
            return new BufferedResponder(out);
        }
    };

    /** The name in configuration: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode with this id, empty where there is none. */
    public static Optional<ReplyMode> of(String id) {
        return Arrays.stream(values()).filter(mode -> mode.id().equals(id)).findFirst();
    }

    abstract Responder responder(OutputStream out);
}
