package dev.tollgate.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Loses replies after the store has done what it was asked: the SDK then asks again. Each thread has its own, so that many
 * may use one client.
 */
final class LostReplies implements ExecutionInterceptor {
    private final ThreadLocal<Plan> plan = ThreadLocal.withInitial(() -> new Plan(0, 0));

    private record Plan(int toPass, int toLose) {
        Plan next() {
            return toPass > 0 ? new Plan(toPass - 1, toLose) : new Plan(0, Math.max(0, toLose - 1));
        }

        boolean loses() {
            return toPass == 0 && toLose > 0;
        }
    }

    /** From now on loses this many replies to the calling thread. */
    void lose(int replies) {
        loseAfter(0, replies);
    }

    /** The same after some that it passes. */
    void loseAfter(int passed, int lost) {
        plan.set(new Plan(passed, lost));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        var current = plan.get();
        plan.set(current.next());
        if (current.loses()) {
            context.responseBody().ifPresent(LostReplies::release);
            throw RetryableException.create("the reply is lost", new UncheckedIOException(new IOException("reset")));
        }
    }

    /** What is not read to its end would keep its connection from others. */
    private static void release(InputStream body) {
        try (body) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
