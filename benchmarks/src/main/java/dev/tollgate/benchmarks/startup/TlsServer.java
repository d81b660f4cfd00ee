package dev.tollgate.benchmarks.startup;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server that speaks TLS, on a port of its own on this machine. */
record TlsServer(HttpsServer server, ExecutorService threads) implements AutoCloseable {
    static {
        // Else a reply in two parts waits 40 ms for an acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static TlsServer start(SSLContext tls, HttpHandler handler) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        return new TlsServer(server, threads);
    }

    /** Where it listens, without a path. */
    URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
