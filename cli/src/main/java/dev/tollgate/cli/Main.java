package dev.tollgate.cli;

import dev.tollgate.cli.commands.Surroundings;
import dev.tollgate.cli.commands.Terminal;
import dev.tollgate.cli.commands.Tool;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Where the program starts: it alone knows the environment, the clock and the terminal. */
public final class Main {
    private Main() {}

    /** Runs a command line and ends with its exit code. */
    public static void main(String[] arguments) {
        var surroundings = new Surroundings(
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                terminal(),
                System.getenv(),
                InstantSource.system(),
                Main::waited,
                () -> DefaultCredentialsProvider.builder().build());
        System.exit(Tool.run(surroundings, arguments));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    @SuppressWarnings(
            "SystemConsoleNull") // It does, with the property below: Java 22 to 24 give a console to a pipe without it.
    private static Terminal terminal() {
        System.setProperty("jdk.console", "java.base");
        var console = System.console();
        return console == null ? Terminal.none() : new ConsoleTerminal(console);
    }

    private static boolean waited(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
