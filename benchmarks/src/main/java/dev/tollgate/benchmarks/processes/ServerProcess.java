package dev.tollgate.benchmarks.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A server as a process of its own that listens on this machine; it ends with this one. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param builder starts a server that listens on this port
     * @throws IOException if there is no such program
     * @throws IllegalStateException if it does not listen in time
     */
    public static ServerProcess start(ProcessBuilder builder, int port) throws IOException, InterruptedException {
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var server = new ServerProcess(process, port);
        server.awaitListening(builder.command());
        return server;
    }

    /** The command that runs another main class on this class path, in this JDK. */
    public static ProcessBuilder java(List<String> options, String mainClass, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = List.of("-classpath", System.getProperty("java.class.path"), mainClass);
        return new ProcessBuilder(Stream.of(List.of(java), options, classPath, List.of(arguments))
                .flatMap(List::stream)
                .toList());
    }

    /** A port on which nobody listens now. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitListening(List<String> command) throws InterruptedException {
        var deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("this does not start: " + String.join(" ", command));
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }
}
