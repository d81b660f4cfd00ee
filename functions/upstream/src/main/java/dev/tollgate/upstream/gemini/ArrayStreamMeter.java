package dev.tollgate.upstream.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.StreamMeter;
import java.io.InputStream;
import java.util.Optional;

/**
 * Watches a stream that is one JSON array. It is at its end when the array is. An element that broke off is not passed on:
 * whoever reads the array could read nothing behind it, the error neither.
 */
final class ArrayStreamMeter implements StreamMeter {
    private final Progress progress = new Progress();
    private boolean hasElements;
    private boolean closed;

    @Override
    public Frames frames(InputStream body) {
        return new JsonArrayReader(body);
    }

    @Override
    public boolean passes(Frame frame) {
        return switch (((JsonArrayPiece) frame).kind()) {
            case ELEMENT -> {
                hasElements = true;
                progress.look(frame.data());
                yield true;
            }
            case END -> {
                closed = true;
                yield true;
            }
            case REST -> closed;
        };
    }

    @Override
    public Optional<Usage> usage() {
        return closed || progress.isFinished() ? progress.running() : Optional.empty();
    }

    @Override
    public boolean isComplete() {
        return closed;
    }

    @Override
    public long typicalCompletion() {
        return progress.typicalCompletion();
    }

    /** An element with an error instead of candidates, and the end of the array; behind its end nothing can be said. */
    @Override
    public byte[] error(Fault fault) {
        if (closed) {
            return new byte[0];
        }
        return "%s%s]"
                .formatted(hasElements ? "," : "[", GeminiStatus.of(fault).json())
                .getBytes(UTF_8);
    }
}
