package dev.tollgate.upstream.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;

/** Errors as Google's clients expect them. */
final class GeminiErrors implements ErrorForm {
    @Override
    public ErrorReply refusal(Refusal refusal, String requestId, Instant now) {
        return new ErrorReply(429, GeminiStatus.of(refusal, now).json().getBytes(UTF_8));
    }

    @Override
    public ErrorReply error(Fault fault, String requestId) {
        return new ErrorReply(
                fault.kind().status(), GeminiStatus.of(fault).json().getBytes(UTF_8));
    }
}
