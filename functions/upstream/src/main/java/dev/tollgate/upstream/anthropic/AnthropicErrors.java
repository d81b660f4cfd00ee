package dev.tollgate.upstream.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;

/** Errors as Anthropic's clients expect them: the call's id is in the body, and in the header that SDKs read it from. */
final class AnthropicErrors implements ErrorForm {
    @Override
    public ErrorReply refusal(Refusal refusal, String requestId, Instant now) {
        return reply(429, AnthropicError.of(refusal, now), requestId);
    }

    @Override
    public ErrorReply error(Fault fault, String requestId) {
        return reply(fault.kind().status(), AnthropicError.of(fault), requestId);
    }

    private static ErrorReply reply(int status, AnthropicError error, String requestId) {
        return new ErrorReply(status, error.with(requestId).json().getBytes(UTF_8)).with("request-id", requestId);
    }
}
