package dev.tollgate.proxy.function;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Opens the connections that a process's first call would otherwise open on its way, once. Thread safe.
 *
 * <p>A call's attempts at the tables end after 70 ms, which a handshake on a processor that has yet to load its classes does
 * not fit into. So whoever starts the process waits here, with patient time-outs, and the first call finds its connections
 * open and its classes loaded. What fails is logged and left to the calls: they say what is missing.
 *
 * @see dev.tollgate.dynamodb.DynamoClients.Timeouts
 */
final class FirstConnections {
    private static final System.Logger LOGGER = System.getLogger(FirstConnections.class.getName());

    private final List<Runnable> uses;
    private volatile boolean isOpen;

    /** @param uses each uses one connection; they run at the same time */
    FirstConnections(Runnable... uses) {
        this.uses = List.of(uses);
    }

    /** Opens them unless they are; returns when all are, or have failed. Whoever comes meanwhile waits too. */
    void open() {
        if (!isOpen) {
            openOnce();
        }
    }

    private synchronized void openOnce() {
        if (isOpen) {
            return;
        }
        // Threads of the platform: virtual ones that load the same classes may wait for each other's carrier for ever.
        var running = uses.stream()
                .map(use -> CompletableFuture.runAsync(
                        () -> attempt(use),
                        task -> Thread.ofPlatform().daemon().name("connect").start(task)))
                .toList();
        running.forEach(CompletableFuture::join);
        isOpen = true;
    }

    private static void attempt(Runnable use) {
        try {
            use.run();
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.WARNING, "a first connection failed: {0}", e.toString());
        }
    }
}
