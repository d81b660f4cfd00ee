package dev.tollgate.dynamodb;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Knows of every operation whether each of its attempts was answered. The SDK reports the last attempt alone: where that was
 * throttled, an earlier one may have been carried out and its reply lost. Thread safe.
 */
final class UnansweredAttempts implements ExecutionInterceptor {
    private static final ExecutionAttribute<AtomicInteger> OPEN = new ExecutionAttribute<>("tollgate.open-attempts");

    /** Marks, as a suppressed exception, a failure of what may have been carried out. */
    private static final class MayHaveHappened extends Exception {
        private static final long serialVersionUID = 1;

        private MayHaveHappened() {
            super("an attempt was not answered", null, false, false);
        }
    }

    /** Whether what failed may have been carried out. */
    static boolean isMarked(Throwable failure) {
        return Arrays.stream(failure.getSuppressed()).anyMatch(MayHaveHappened.class::isInstance);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        attributes.putAttribute(OPEN, new AtomicInteger());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.getAttribute(OPEN).incrementAndGet();
    }

    /** Only a refusal proves that nothing was done: a server that fails may fail after the work, a success may be cut off. */
    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var status = context.httpResponse().statusCode();
        if (status >= 400 && status < 500) {
            attributes.getAttribute(OPEN).decrementAndGet();
        }
        return context.httpResponse();
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        var open = attributes.getAttribute(OPEN);
        if (open != null && open.get() > 0) {
            context.exception().addSuppressed(new MayHaveHappened());
        }
        return context.exception();
    }
}
