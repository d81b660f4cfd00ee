package dev.tollgate.proxy.function;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the way of a call many times before a snapshot is taken, so that each process restored from it finds its classes loaded
 * and compiled: SDK, TLS, JSON, dialects, log. See ADR 13.
 */
final class Priming {
    private static final System.Logger LOGGER = System.getLogger(Priming.class.getName());

    /** Enough for the second compiler to have seen what a call runs. */
    private static final int ROUNDS = 50;

    /** When to go on with what there is: publishing a version waits. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** So many rounds have connections of their own: handshakes take most of their time. */
    private static final int CONNECTIONS = 10;

    /**
     * What the JDK has read of the system's random numbers is used for 100 ms. In a snapshot it would be used by every process
     * restored from it: for leases, and for keys of TLS.
     */
    private static final Duration RANDOM_GROWS_OLD = Duration.ofMillis(250);

    private Priming() {}

    /** Runs. Writes nothing but a warning, where a call was not answered as it should be. Fails never: the function works without. */
    static void run(FunctionEnvironment environment, InstantSource clock) {
        var output = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        String outcome;
        try {
            outcome = rehearse(environment, clock);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            outcome = e.toString();
        } finally {
            System.setOut(output);
        }
        if (!outcome.isEmpty()) {
            LOGGER.log(System.Logger.Level.WARNING, "priming went wrong: {0}", outcome);
        }
        pause();
    }

    /** What went wrong; empty if nothing did. */
    private static String rehearse(FunctionEnvironment environment, InstantSource clock)
            throws IOException, GeneralSecurityException {
        var end = System.nanoTime() + LONGEST.toNanos();
        var log = new PowertoolsCallLog(environment.stage()).and(new CallMetrics(environment.stage()));
        var certificate = new StandInCertificate();
        for (var connection = 0; connection < CONNECTIONS; connection++) {
            try (var rehearsal = new Rehearsal(environment, certificate, log, clock)) {
                for (var round = 0; round < ROUNDS / CONNECTIONS && System.nanoTime() < end; round++) {
                    for (var call : RehearsedCall.values()) {
                        if (!rehearsal.call(call)) {
                            return call.name();
                        }
                    }
                }
            }
        }
        return "";
    }

    private static void pause() {
        var end = System.nanoTime() + RANDOM_GROWS_OLD.toNanos();
        for (var left = RANDOM_GROWS_OLD.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
