package dev.tollgate.local.function;

import dev.tollgate.testkit.lambda.ErrorReport;
import dev.tollgate.testkit.lambda.Reply;
import dev.tollgate.testkit.lambda.ReplyListener;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Passes on what a process answers, piece by piece. For the thread that waits, and the one that brings the reply. */
final class ReplyRelay implements ReplyListener {
    private final OutputStream out;
    private final CompletableFuture<Reply> end = new CompletableFuture<>();
    private volatile Optional<IOException> broken = Optional.empty();

    ReplyRelay(OutputStream out) {
        this.out = out;
    }

    @Override
    public void chunk(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            broken = Optional.of(e);
            throw e;
        }
    }

    @Override
    public void ended(Reply reply) {
        end.complete(reply);
    }

    /**
     * Waits until the reply is over.
     *
     * @throws IOException if it is not whole, or could not be passed on
     */
    void await() throws IOException {
        var reply = end.join();
        if (broken.isPresent()) {
            throw broken.get();
        }
        switch (reply) {
            case Reply.Streamed streamed -> {
                if (streamed.failure().isPresent()) {
                    throw failed(streamed.failure().get());
                }
            }
            case Reply.Whole(var body) -> chunk(body);
            case Reply.Failed(var error) -> throw failed(error);
            case Reply.Lost lost -> throw new IOException("the function is gone: " + lost.cause());
        }
    }

    private static IOException failed(ErrorReport error) {
        return new IOException("the function failed: " + error.type());
    }
}
