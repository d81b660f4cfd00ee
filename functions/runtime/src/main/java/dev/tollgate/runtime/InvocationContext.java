package dev.tollgate.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What a handler is told of its call and its function. Thread safe. */
record InvocationContext(Invocation invocation, Environment environment, InstantSource clock) implements Context {
    private static final LambdaLogger LOGGER = new LineLogger();

    @Override
    public String getAwsRequestId() {
        return invocation.requestId();
    }

    @Override
    public String getLogGroupName() {
        return environment.logGroup();
    }

    @Override
    public String getLogStreamName() {
        return environment.logStream();
    }

    @Override
    public String getFunctionName() {
        return environment.functionName();
    }

    @Override
    public String getFunctionVersion() {
        return environment.functionVersion();
    }

    @Override
    public String getInvokedFunctionArn() {
        return invocation.functionArn();
    }

    /**
     * Read anew each time, since hardly a call has one.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    @Override
    public @Nullable CognitoIdentity getIdentity() {
        var json = invocation.identity();
        return json == null || json.isEmpty() ? null : MobileCaller.identity(json);
    }

    /**
     * Read anew each time, since hardly a call has one.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    @Override
    public @Nullable ClientContext getClientContext() {
        var json = invocation.clientContext();
        return json == null || json.isEmpty() ? null : MobileCaller.context(json);
    }

    @Override
    public int getRemainingTimeInMillis() {
        return Math.clamp(invocation.deadline() - clock.millis(), 0, Integer.MAX_VALUE);
    }

    @Override
    public int getMemoryLimitInMB() {
        return environment.memory();
    }

    @Override
    public LambdaLogger getLogger() {
        return LOGGER;
    }

    @Override
    public @Nullable String getTenantId() {
        return invocation.tenantId();
    }

    @Override
    public @Nullable String getXrayTraceId() {
        return invocation.traceId();
    }
}
