package dev.tollgate.upstream.bedrock;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import java.io.InputStream;
import java.util.Optional;

/**
 * Watches a binary event stream: one event has the usage, and is its last. An exception, of the provider's or of ours, ends it
 * without. What there is of a message that was broken off is hidden: nothing behind it could be read.
 */
abstract sealed class MessageMeter implements StreamMeter permits ConverseStreamMeter, InvokeStreamMeter {
    private Optional<Usage> reported = Optional.empty();
    private boolean complete;

    /** Whether a reply is such a stream. */
    static boolean isStream(ReplyHead head) {
        return head.isOfType("application/vnd.amazon.eventstream");
    }

    @Override
    public Frames frames(InputStream body) {
        return new EventStreamReader(body);
    }

    @Override
    public boolean passes(Frame frame) {
        if (!(frame instanceof EventMessage message) || !message.isWhole()) {
            return false;
        }
        look(message);
        return true;
    }

    /** Looks at a message of the stream. */
    abstract void look(EventMessage message);

    /** Takes what the last event says of usage, empty where it says nothing. */
    void end(Optional<Usage> usage) {
        reported = usage;
        complete = true;
    }

    @Override
    public Optional<Usage> usage() {
        return reported;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public byte[] error(Fault fault) {
        return BedrockError.inStream(fault).event();
    }
}
