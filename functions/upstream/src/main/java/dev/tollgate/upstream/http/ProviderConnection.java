package dev.tollgate.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A connection that logs nothing, never waits when it is closed, and is kept only as long as nothing came unasked.
 *
 * <p>The client's own connection logs headers and bodies at the level DEBUG: credentials and prompts. This one has no
 * logger. Used by one thread; may be closed by another.
 */
final class ProviderConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {
    /** The shortest time-out that a socket knows; zero is none. */
    private static final int MOMENT_MILLIS = 1;

    private volatile boolean closed;
    private @Nullable SessionInputBuffer received;

    ProviderConnection(Http1Config config) {
        super(config);
    }

    @Override
    public void bind(Socket socket) throws IOException {
        super.bind(socket);
        refuseIfClosed();
    }

    @Override
    public void bind(SSLSocket encrypted, Socket socket) throws IOException {
        super.bind(encrypted, socket);
        refuseIfClosed();
    }

    @Override
    public @Nullable Socket getSocket() {
        var holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    /** Whether the provider has closed it, or sent what no request asked for, such as a 408 before it closes. */
    @Override
    public boolean isStale() {
        var socket = getSocket();
        if (socket == null) {
            return true;
        }
        try {
            socket.setSoTimeout(MOMENT_MILLIS);
            var _ = socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    /** Whether it can serve another call: bytes behind a reply would be taken for the next one. */
    @Override
    public boolean isConsistent() {
        return super.isConsistent() && (received == null || received.length() == 0);
    }

    /** Resets the connection, whatever the mode: the polite way may wait for the provider, who may not answer. */
    @Override
    public void close(CloseMode mode) {
        closed = true;
        super.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void close() {
        close(CloseMode.IMMEDIATE);
    }

    /** Each call sets its own time-outs. */
    @Override
    public void activate() {}

    @Override
    public void passivate() {}

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        received = buffer;
        return super.createContentInputStream(length, buffer, in);
    }

    /** Closing may come between two sockets: while the next address is tried, or before TLS. */
    private void refuseIfClosed() throws SocketException {
        if (closed) {
            super.close(CloseMode.IMMEDIATE);
            throw new SocketException("closed");
        }
    }
}
