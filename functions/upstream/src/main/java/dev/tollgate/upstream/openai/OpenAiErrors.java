package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;

/** Errors as OpenAI's clients expect them. */
final class OpenAiErrors implements ErrorForm {
    @Override
    public ErrorReply refusal(Refusal refusal, String requestId, Instant now) {
        return new ErrorReply(429, OpenAiError.of(refusal, now).json().getBytes(UTF_8));
    }

    @Override
    public ErrorReply error(Fault fault, String requestId) {
        return new ErrorReply(
                fault.kind().status(), OpenAiError.of(fault).json().getBytes(UTF_8));
    }
}
