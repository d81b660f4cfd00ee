package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A handler that does what the test at hand wants, also around a snapshot. */
public final class Scripted implements RequestStreamHandler, SnapStartHooks {
    static volatile Handling handling = (event, out, context) -> {};
    static volatile Hook beforeCheckpoint = () -> {};
    static volatile Hook afterRestore = () -> {};

    static void reset() {
        handling = (event, out, context) -> {};
        beforeCheckpoint = () -> {};
        afterRestore = () -> {};
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        handling.handle(new String(event.readAllBytes(), UTF_8), out, context);
    }

    @Override
    public void beforeCheckpoint() throws Exception {
        beforeCheckpoint.run();
    }

    @Override
    public void afterRestore() throws Exception {
        afterRestore.run();
    }

    interface Handling {
        void handle(String event, OutputStream out, Context context) throws IOException;
    }

    interface Hook {
        void run() throws Exception;
    }
}
