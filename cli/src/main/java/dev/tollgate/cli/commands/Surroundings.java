package dev.tollgate.cli.commands;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * All that the tool has of the machine it runs on.
 *
 * @param in the standard input
 * @param out results
 * @param err remarks, progress and errors
 * @param terminal who sees them
 * @param environment variables by name
 * @param clock the time of signatures and of progress
 * @param pause waits in {@code usage show --watch}, and in {@code smoke} for what is booked
 * @param credentials AWS credentials, asked for only where calls are signed
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Map<String, String> environment,
        InstantSource clock,
        Pause pause,
        Supplier<IdentityProvider<? extends AwsCredentialsIdentity>> credentials) {
    /** A variable, empty if it is not set. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
