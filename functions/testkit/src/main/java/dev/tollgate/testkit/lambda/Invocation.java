package dev.tollgate.testkit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call of the function, as the runtime is told of it.
 *
 * @param requestId its name, which no other call at this double may have
 * @param event what the handler reads, JSON in UTF-8; not copied
 * @param deadline when Lambda would end the process; the double itself does not
 * @param functionArn the ARN that was invoked, with its alias
 * @param traceId the X-Ray header; null: not sent
 * @param tenantId of a function with tenant isolation; null: not sent
 * @param clientContext JSON of the mobile SDK; null: not sent
 * @param cognitoIdentity JSON of the mobile SDK; null: not sent
 */
public record Invocation(
        String requestId,
        byte[] event,
        Instant deadline,
        String functionArn,
        @Nullable String traceId,
        @Nullable String tenantId,
        @Nullable String clientContext,
        @Nullable String cognitoIdentity) {
    /** A call with this event and a random id, made up in all else. */
    public static Invocation of(String event, Instant deadline) {
        return of(event.getBytes(UTF_8), deadline);
    }

    /** A call with this event and a random id, made up in all else. */
    public static Invocation of(byte[] event, Instant deadline) {
        return new Invocation(
                UUID.randomUUID().toString(),
                event,
                deadline,
                "arn:aws:lambda:eu-central-1:123456789012:function:function:live",
                "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1",
                null,
                null,
                null);
    }

    /** The same with this id. */
    public Invocation withRequestId(String id) {
        return new Invocation(id, event, deadline, functionArn, traceId, tenantId, clientContext, cognitoIdentity);
    }

    /** The same, traced so or not at all, and of this tenant or of none. */
    public Invocation with(@Nullable String trace, @Nullable String tenant) {
        return new Invocation(requestId, event, deadline, functionArn, trace, tenant, clientContext, cognitoIdentity);
    }

    /** The same from the mobile SDK. */
    public Invocation from(@Nullable String client, @Nullable String identity) {
        return new Invocation(requestId, event, deadline, functionArn, traceId, tenantId, client, identity);
    }

    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Lambda-Runtime-Aws-Request-Id", requestId);
        headers.put("Lambda-Runtime-Deadline-Ms", Long.toString(deadline.toEpochMilli()));
        headers.put("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        putIfSent(headers, "Lambda-Runtime-Trace-Id", traceId);
        putIfSent(headers, "Lambda-Runtime-Aws-Tenant-Id", tenantId);
        putIfSent(headers, "Lambda-Runtime-Client-Context", clientContext);
        putIfSent(headers, "Lambda-Runtime-Cognito-Identity", cognitoIdentity);
        return headers;
    }

    private static void putIfSent(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }
}
