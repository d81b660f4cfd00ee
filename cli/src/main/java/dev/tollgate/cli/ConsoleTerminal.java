package dev.tollgate.cli;

import dev.tollgate.cli.commands.Terminal;
import java.io.Console;
import java.util.Optional;

/**
 * A person at a console.
 *
 * @param console both its input and its output
 */
record ConsoleTerminal(Console console) implements Terminal {
    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public Optional<String> ask(String question) {
        return Optional.ofNullable(console.readLine("%s", question));
    }

    @Override
    public Optional<String> askSecret(String question) {
        return Optional.ofNullable(console.readPassword("%s", question)).map(String::valueOf);
    }
}
