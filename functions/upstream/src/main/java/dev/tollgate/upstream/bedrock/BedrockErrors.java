package dev.tollgate.upstream.bedrock;

import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;

/** Errors as Bedrock's clients expect them: SDKs show the request's id from a header of AWS's own. */
final class BedrockErrors implements ErrorForm {
    /** One exception for every window: Bedrock has no other for those of a day. */
    @Override
    public ErrorReply refusal(Refusal refusal, String requestId, Instant now) {
        return reply(429, BedrockError.throttling(refusal.describe(now)), requestId);
    }

    @Override
    public ErrorReply error(Fault fault, String requestId) {
        return reply(fault.kind().status(), BedrockError.of(fault), requestId);
    }

    private static ErrorReply reply(int status, BedrockError error, String requestId) {
        return new ErrorReply(status, error.json())
                .with("x-amzn-errortype", error.name())
                .with("x-amzn-requestid", requestId);
    }
}
