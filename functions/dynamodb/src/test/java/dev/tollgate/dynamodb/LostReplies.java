package dev.tollgate.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Loses replies after the store has done what it was asked: the SDK then asks again. */
final class LostReplies implements ExecutionInterceptor {
    private final AtomicInteger toLose = new AtomicInteger();

    /** From now on loses this many replies. */
    void lose(int replies) {
        toLose.set(replies);
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw RetryableException.create("the reply is lost", new UncheckedIOException(new IOException("reset")));
        }
    }
}
