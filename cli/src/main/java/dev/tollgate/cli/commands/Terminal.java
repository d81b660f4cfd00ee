package dev.tollgate.cli.commands;

import java.util.Optional;

/** The person in front of the tool, if there is one. */
public interface Terminal {
    /** Whether somebody reads what is printed as it comes. */
    boolean isLive();

    /** Asks for a line; empty if there is nobody to answer. */
    Optional<String> ask(String question);

    /** Asks for a secret, which is not shown as it is typed; empty if there is nobody to answer. */
    Optional<String> askSecret(String question);

    /** Nobody: a script or a pipe. */
    static Terminal none() {
        return new Terminal() {
            @Override
            public boolean isLive() {
                return false;
            }

            @Override
            public Optional<String> ask(String question) {
                return Optional.empty();
            }

            @Override
            public Optional<String> askSecret(String question) {
                return Optional.empty();
            }
        };
    }
}
