package dev.tollgate.dynamodb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Sends requests where no store is: to a port that nobody listens on, or to one that never answers. Thread safe. */
final class Outage implements ExecutionInterceptor, AutoCloseable {
    /** How a store fails. */
    enum Kind {
        /** Every connection is refused at once. */
        REFUSING,
        /** Every connection is taken, and no request answered. */
        SILENT
    }

    private final ServerSocket silent = listen();
    private final int closed = closedPort();
    private volatile OptionalInt port = OptionalInt.empty();

    void begin(Kind kind) {
        port = OptionalInt.of(kind == Kind.SILENT ? silent.getLocalPort() : closed);
    }

    void end() {
        port = OptionalInt.empty();
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        var elsewhere = port;
        return elsewhere.isEmpty()
                ? context.httpRequest()
                : context.httpRequest().copy(request -> request.port(elsewhere.getAsInt()));
    }

    @Override
    public void close() throws IOException {
        silent.close();
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException("no port is free", e);
        }
    }

    private static int closedPort() {
        try (var socket = listen()) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("a port does not close", e);
        }
    }
}
