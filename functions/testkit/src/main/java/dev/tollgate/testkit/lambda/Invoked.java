package dev.tollgate.testkit.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call that the double hands to the function, and what comes back. Thread safe. */
public final class Invoked {
    private final Invocation invocation;
    private final @Nullable ReplyListener listener;
    private final List<Chunk> chunks = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Reply> reply = new AtomicReference<>();
    private final Until until = new Until();
    private volatile boolean listening = true;

    /** Without a listener the chunks are kept. */
    Invoked(Invocation invocation, @Nullable ReplyListener listener) {
        this.invocation = invocation;
        this.listener = listener;
    }

    /** The call itself. */
    public Invocation invocation() {
        return invocation;
    }

    /** The reply, once it is over. */
    public Optional<Reply> reply() {
        return Optional.ofNullable(reply.get());
    }

    /** The chunks that have come so far; none where a listener takes them. */
    public List<Chunk> chunks() {
        return List.copyOf(chunks);
    }

    /**
     * Waits until the reply is over.
     *
     * @throws IllegalStateException if it is not within this time
     */
    public Reply await(Duration patience) throws InterruptedException {
        if (!until.holds(() -> reply.get() != null, patience)) {
            throw new IllegalStateException("no reply to %s within %s".formatted(invocation.requestId(), patience));
        }
        return reply().orElseThrow();
    }

    /**
     * Waits until so many chunks have come, or the reply is over.
     *
     * @throws IllegalStateException if neither is so within this time
     */
    public List<Chunk> awaitChunks(int count, Duration patience) throws InterruptedException {
        if (!until.holds(() -> chunks.size() >= count || reply.get() != null, patience)) {
            throw new IllegalStateException("%d of %d chunks of %s within %s"
                    .formatted(chunks.size(), count, invocation.requestId(), patience));
        }
        return chunks();
    }

    void begun(Map<String, String> headers) {
        tell(to -> to.begun(headers));
    }

    void arrived(byte[] bytes) {
        if (listener == null) {
            chunks.add(new Chunk(bytes, System.nanoTime()));
            until.changed();
        } else {
            tell(to -> to.chunk(bytes));
        }
    }

    /** The first end counts. */
    void end(Reply end) {
        if (reply.compareAndSet(null, end)) {
            listening = true;
            tell(to -> to.ended(end));
            until.changed();
        }
    }

    void lost(String cause) {
        end(new Reply.Lost(cause, chunks));
    }

    private void tell(News news) {
        if (listener != null && listening) {
            try {
                news.tell(listener);
            } catch (IOException | RuntimeException _) {
                listening = false;
            }
        }
    }

    private interface News {
        void tell(ReplyListener listener) throws IOException;
    }
}
