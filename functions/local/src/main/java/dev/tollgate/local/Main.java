package dev.tollgate.local;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Starts both stages on this machine and says how to call them. Ends with Ctrl-C. */
public final class Main {
    private Main() {}

    /** Takes no arguments: the environment says what to do, see the README. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            var tollgate = new LocalTollgate(Settings.of(System.getenv()), System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(tollgate)));
            if (Boolean.getBoolean("tollgate.endWithParent")) {
                endWithParent();
            }
            System.out.println(Welcome.text(tollgate));
        } catch (IOException | RuntimeException e) {
            System.err.println("tollgate cannot start: " + e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void close(LocalTollgate tollgate) {
        try {
            tollgate.close();
        } catch (IOException e) {
            System.err.println("tollgate did not end cleanly: " + e.getMessage());
        }
    }

    /** Maven ends without ending what it started, unless it is ended from a terminal. */
    private static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> Thread.ofVirtual().start(() -> {
                    parent.onExit().join();
                    System.exit(0);
                }));
    }
}
