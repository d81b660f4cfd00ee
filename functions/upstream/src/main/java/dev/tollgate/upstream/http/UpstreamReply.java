package dev.tollgate.upstream.http;

/**
 * A provider's reply, its body still arriving. To be closed, which drops what was not read.
 *
 * @param head how it begins
 * @param body reads with the limits of the call, and throws {@link UpstreamException} at them
 */
public record UpstreamReply(ReplyHead head, TimedBody body) implements AutoCloseable {
    @Override
    public void close() {
        body.close();
    }
}
