package dev.tollgate.upstream.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.sse.SseReader;
import java.io.InputStream;
import java.util.Optional;

/** Watches a stream of events, which has no end of its own but that of its candidates. */
final class EventStreamMeter implements StreamMeter {
    private final Progress progress = new Progress();

    @Override
    public Frames frames(InputStream body) {
        return new SseReader(body);
    }

    @Override
    public boolean passes(Frame frame) {
        progress.look(frame.data());
        return true;
    }

    @Override
    public Optional<Usage> usage() {
        return progress.isFinished() ? progress.running() : Optional.empty();
    }

    @Override
    public boolean isComplete() {
        return progress.isFinished();
    }

    @Override
    public long typicalCompletion() {
        return progress.typicalCompletion();
    }

    /** A chunk with an error instead of candidates. */
    @Override
    public byte[] error(Fault fault) {
        return "data: %s\n\n".formatted(GeminiStatus.of(fault).json()).getBytes(UTF_8);
    }
}
