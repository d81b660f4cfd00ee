package dev.tollgate.runtime;

import java.time.InstantSource;

/** Runs a function: {@code java -cp "/var/task:/var/task/lib/*" dev.tollgate.runtime.Main}. */
public final class Main {
    private Main() {}

    /** Takes calls until Lambda ends the process, or something does that it cannot go on after. */
    public static void main(String[] args) {
        var process = new RuntimeProcess(Environment.of(System.getenv()), InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(process.end(), "end"));
        var code = 1;
        try {
            code = process.run();
        } catch (Throwable e) {
            Loop.log("", e);
        } finally {
            // Threads of the handler would keep the process alive.
            System.exit(code);
        }
    }
}
