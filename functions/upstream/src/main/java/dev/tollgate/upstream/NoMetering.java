package dev.tollgate.upstream;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.http.ReplyHead;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** No tokens, whatever the reply says; it is passed on in pieces as they come, text or not. */
record NoMetering() implements Metering {
    private static final int LARGEST_PIECE = 64 << 10;

    @Override
    public Optional<Usage> usageOf(ReplyHead head, byte[] body) {
        return Optional.of(Usage.NO_TOKENS);
    }

    @Override
    public Optional<StreamMeter> streamMeter(ReplyHead head) {
        return Optional.of(new Pieces());
    }

    private static final class Pieces implements StreamMeter {
        @Override
        public Frames frames(InputStream body) {
            return () -> next(body);
        }

        private static Optional<Frame> next(InputStream body) throws IOException {
            var piece = new byte[LARGEST_PIECE];
            var count = body.read(piece);
            return count < 0 ? Optional.empty() : Optional.of(new Piece(Arrays.copyOf(piece, count)));
        }

        @Override
        public boolean passes(Frame frame) {
            return true;
        }

        @Override
        public Optional<Usage> usage() {
            return Optional.of(Usage.NO_TOKENS);
        }

        @Override
        public boolean isComplete() {
            return true;
        }

        @Override
        public long typicalCompletion() {
            return 0;
        }

        /** What the reply is made of is not known, so nothing can be said in it: it ends where it ends. */
        @Override
        public byte[] error(Fault fault) {
            return new byte[0];
        }
    }

    private record Piece(byte[] raw) implements Frame {
        @Override
        public String data() {
            return "";
        }
    }
}
