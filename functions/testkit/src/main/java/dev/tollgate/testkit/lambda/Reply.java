package dev.tollgate.testkit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a call of the function ended. */
public sealed interface Reply {
    /**
     * A response that was streamed to its end, or to a failure in its midst.
     *
     * @param headers of the POST, by name without regard to case
     * @param chunks all of them, or none where a {@link ReplyListener} took them
     * @param trailers those that were announced, by name without regard to case
     */
    record Streamed(Map<String, String> headers, List<Chunk> chunks, Map<String, String> trailers) implements Reply {
        static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
        static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

        /** Copies the list of chunks. */
        public Streamed {
            chunks = List.copyOf(chunks);
        }

        /** The failure that ended the stream, its body decoded; none if the stream is whole. */
        public Optional<ErrorReport> failure() {
            return Optional.ofNullable(trailers.get(ERROR_TYPE)).map(type -> new ErrorReport(type, decodedBody()));
        }

        private String decodedBody() {
            return new String(Base64.getDecoder().decode(trailers.getOrDefault(ERROR_BODY, "")), UTF_8);
        }

        /** The JSON in front of the eight NUL bytes: status and headers of the HTTP reply. Empty if there is none. */
        public String prelude() {
            var bytes = bytes();
            return new String(bytes, 0, Math.max(0, Separator.end(bytes) - Separator.LENGTH), UTF_8);
        }

        /** What stands behind the eight NUL bytes, or all of it where there are none. */
        public byte[] payload() {
            var bytes = bytes();
            return Arrays.copyOfRange(bytes, Separator.end(bytes), bytes.length);
        }

        private byte[] bytes() {
            var all = new ByteArrayOutputStream();
            chunks.forEach(chunk -> all.writeBytes(chunk.bytes()));
            return all.toByteArray();
        }
    }

    /**
     * A response that was sent whole.
     *
     * @param body usually JSON
     */
    record Whole(byte[] body) implements Reply {
        /** The body as text. */
        public String text() {
            return new String(body, UTF_8);
        }
    }

    /** The runtime reported an error instead of a response. */
    record Failed(ErrorReport error) implements Reply {}

    /**
     * No end came: the connection broke, or the process died.
     *
     * @param cause in words
     * @param chunks of the response that came before, unless a {@link ReplyListener} took them
     */
    record Lost(String cause, List<Chunk> chunks) implements Reply {
        /** Copies the list. */
        public Lost {
            chunks = List.copyOf(chunks);
        }
    }
}
