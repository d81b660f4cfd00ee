package dev.tollgate.testkit.lambda;

import java.io.IOException;
import java.util.Map;

/**
 * Takes a reply while it comes, and keeps of it what it wants: a stream of fifteen minutes passes through without being
 * held. The calls come one after the other, {@link #ended} last; a listener that blocks holds up the function, as a slow
 * client does.
 *
 * <p>Where a method throws, the later ones but {@link #ended} are not called; the function does not learn of it, as it
 * does not on Lambda when its client goes.
 */
public interface ReplyListener {
    /**
     * A streamed response begins.
     *
     * @param headers of the POST, by name without regard to case
     */
    default void begun(Map<String, String> headers) throws IOException {}

    /** A chunk of a streamed response came; the listener may keep the bytes. */
    void chunk(byte[] bytes) throws IOException;

    /** The reply is over: whole, failed or lost. */
    default void ended(Reply reply) {}
}
