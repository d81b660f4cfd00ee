package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** A caller that takes a reply as it comes, until something happens. For one call. */
final class Caller implements Responder {
    /** What happens before a write of the body is taken. */
    @FunctionalInterface
    interface Event {
        /** Happens before a write: of the head, which is {@link #HEAD}, or of the body, from 0. */
        void before(int write) throws IOException;
    }

    /** The write that comes before those of the body. */
    static final int HEAD = -1;

    private final Event event;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private Map<String, String> headers = Map.of();
    private int writes;

    private Caller(Event event) {
        this.event = event;
    }

    /** One to whom nothing happens. */
    static Caller patient() {
        return new Caller(_ -> {});
    }

    /** One to whom this happens. */
    static Caller to(Event event) {
        return new Caller(event);
    }

    /** One that is gone before this write. */
    static Caller goneBefore(int write) {
        return new Caller(now -> {
            if (now >= write) {
                throw new IOException("broken pipe");
            }
        });
    }

    @Override
    public OutputStream begin(int newStatus, Map<String, String> newHeaders) throws IOException {
        event.before(HEAD);
        status = newStatus;
        headers = newHeaders;
        return new Body();
    }

    @Override
    public boolean hasBegun() {
        return status != 0;
    }

    @Override
    public void end() {}

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] bytes() {
        return body.toByteArray();
    }

    String text() {
        return body.toString(UTF_8);
    }

    private final class Body extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            event.before(writes++);
            body.write(bytes, offset, length);
        }
    }
}
