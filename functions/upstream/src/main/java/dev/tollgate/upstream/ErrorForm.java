package dev.tollgate.upstream;

import dev.tollgate.core.limit.Refusal;
import java.time.Instant;

/** How errors of the gateway's own are written. Thread safe and without state. */
public interface ErrorForm {
    /** A refused call. */
    ErrorReply refusal(Refusal refusal, String requestId, Instant now);

    /** Any other error. */
    ErrorReply error(Fault fault, String requestId);
}
