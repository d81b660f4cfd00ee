package dev.tollgate.runtime;

import java.io.IOException;
import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call of the function, but for its event.
 *
 * @param deadline when Lambda ends it, in milliseconds since 1970
 * @param traceId of X-Ray
 * @param clientContext JSON of the mobile SDK
 * @param identity JSON of the mobile SDK
 */
record Invocation(
        String requestId,
        long deadline,
        String functionArn,
        @Nullable String traceId,
        @Nullable String tenantId,
        @Nullable String clientContext,
        @Nullable String identity) {
    static Invocation of(Answer answer) throws IOException {
        var requestId = answer.header("lambda-runtime-aws-request-id");
        var functionArn = answer.header("lambda-runtime-invoked-function-arn");
        if (requestId == null) {
            throw new ProtocolException("a call without a request id");
        }
        return new Invocation(
                requestId,
                deadline(answer.header("lambda-runtime-deadline-ms")),
                functionArn == null ? "" : functionArn,
                answer.header("lambda-runtime-trace-id"),
                answer.header("lambda-runtime-aws-tenant-id"),
                answer.header("lambda-runtime-client-context"),
                answer.header("lambda-runtime-cognito-identity"));
    }

    private static long deadline(@Nullable String text) throws IOException {
        try {
            return Long.parseLong(String.valueOf(text));
        } catch (NumberFormatException _) {
            throw new ProtocolException("a call without a deadline: " + text);
        }
    }
}
