package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A connection to the Runtime API, for one request after the other in plain HTTP/1.1. Written over a socket, since no client
 * of the JDK sends trailers, and since this one has few classes to load. Nothing that is read times out: Lambda freezes a
 * process while it waits for its next call. For one thread, but any other may close it.
 */
final class Connection {
    private static final int CONNECT_TIMEOUT_MILLIS = 1000;
    private static final int LONGEST_LINE = 1 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[8 << 10];
    private int position;
    private int limit;
    private boolean kept;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    @SuppressWarnings("AddressSelection") // The endpoint's address is one already.
    static Connection open(Endpoint endpoint) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(endpoint.address(), CONNECT_TIMEOUT_MILLIS);
            return new Connection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether the server leaves it open after its latest answer. */
    boolean isKept() {
        return kept;
    }

    /** Sends all that is in there, by one write. */
    void send(Frame frame) throws IOException {
        frame.writeTo(out);
    }

    /** Sends a request and waits for its answer, which may come early: a body that is too large is refused unread. */
    Answer exchange(Frame request) throws IOException {
        try {
            send(request);
        } catch (IOException e) {
            return early(e);
        }
        return receive();
    }

    private Answer early(IOException broken) throws IOException {
        try {
            return receive();
        } catch (IOException e) {
            broken.addSuppressed(e);
            throw broken;
        }
    }

    /** Waits for the answer to what was sent. */
    Answer receive() throws IOException {
        kept = false;
        var status = status(line());
        while (status < 200) {
            var _ = headers();
            status = status(line());
        }
        var headers = headers();
        var body = body(status, headers);
        return new Answer(status, headers, body);
    }

    void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more, closed or not.
        }
    }

    private static int status(String line) throws IOException {
        if (!line.startsWith("HTTP/1.") || line.length() < 12) {
            throw new ProtocolException("no HTTP: " + line);
        }
        return number(line.substring(9, 12), 10);
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        kept = !"close".equalsIgnoreCase(headers.get("connection"));
        var length = headers.get("content-length");
        if (status == 204) {
            return new byte[0];
        } else if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        } else if (length != null) {
            return exactly(number(length, 10));
        }
        kept = false;
        return rest();
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(exactly(size));
            var _ = line();
        }
        var _ = headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        var line = line();
        var extension = line.indexOf(';');
        return number(extension < 0 ? line : line.substring(0, extension), 16);
    }

    private byte[] exactly(int length) throws IOException {
        var body = new byte[length];
        var buffered = Math.min(length, limit - position);
        System.arraycopy(buffer, position, body, 0, buffered);
        position += buffered;
        var missing = length - buffered;
        if (in.readNBytes(body, buffered, missing) < missing) {
            throw new EOFException("the answer broke off");
        }
        return body;
    }

    private byte[] rest() throws IOException {
        var buffered = limit - position;
        var unread = in.readAllBytes();
        var body = Arrays.copyOf(Arrays.copyOfRange(buffer, position, limit), buffered + unread.length);
        System.arraycopy(unread, 0, body, buffered, unread.length);
        position = limit;
        return body;
    }

    /** A line without its end. Headers are UTF-8: a client context may be. */
    private String line() throws IOException {
        for (var seen = position; ; seen++) {
            if (seen == limit) {
                seen -= position;
                fill();
            }
            if (buffer[seen] == '\n') {
                var end = seen > position && buffer[seen - 1] == '\r' ? seen - 1 : seen;
                var line = new String(buffer, position, end - position, UTF_8);
                position = seen + 1;
                return line;
            }
        }
    }

    /** Moves what is unread to the front, and reads more behind it. */
    private void fill() throws IOException {
        var unread = limit - position;
        System.arraycopy(buffer, position, buffer, 0, unread);
        position = 0;
        limit = unread;
        if (limit == buffer.length) {
            if (limit >= LONGEST_LINE) {
                throw new ProtocolException("a header of more than 1 MB");
            }
            buffer = Arrays.copyOf(buffer, 2 * limit);
        }
        var count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            throw new EOFException("Lambda closed the connection");
        }
        limit += count;
    }

    private static int number(String text, int radix) throws IOException {
        try {
            var number = Integer.parseInt(text.strip(), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new ProtocolException("no length or status: " + text);
    }
}
