package dev.tollgate.cli.commands;

import dev.tollgate.cli.api.Call;
import dev.tollgate.cli.api.Json;
import dev.tollgate.cli.objects.Sources;
import dev.tollgate.cli.output.Fields;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code credentials}: what providers are called with. They can be set, and never read. */
final class Credentials {
    private static final String CREDENTIALS = "credentials";

    private Credentials() {}

    static CommandLine of(Root root) {
        return Group.of(CREDENTIALS, "Sets the credentials of providers.", new Set(root), new List(root));
    }

    @Command(
            name = "set",
            description =
                    "Sets a credential to what stands on the input, or in a variable. It is no argument: the list of"
                            + " processes would show it.")
    static final class Set implements Runnable {
        @Parameters(paramLabel = "NAME", converter = Id.class, description = "The name that backends call it by.")
        String name = "";

        @Option(names = "--from-env", paramLabel = "VARIABLE", description = "Take it from this environment variable.")
        String variable = "";

        @Mixin
        final Writing writing;

        private final Root root;

        Set(Root root) {
            this.root = root;
            this.writing = new Writing(root);
        }

        @Override
        public void run() {
            var value = value();
            if (value.isEmpty()) {
                throw root.wrong("the credential is empty");
            }
            var body = Json.object().put("value", value);
            writing.send(Call.of("PUT", CREDENTIALS, name).body(body));
            if (!writing.dryRun) {
                root.remark("credential %s is set".formatted(name));
            }
        }

        private String value() {
            if (variable.isEmpty()) {
                return root.surroundings
                        .terminal()
                        .askSecret("Credential %s: ".formatted(name))
                        .orElseGet(() -> Sources.text("-", root.surroundings.in()))
                        .strip();
            }
            if (!root.surroundings.environment().containsKey(variable)) {
                throw root.wrong("the variable %s is not set".formatted(variable));
            }
            return root.surroundings.variable(variable).strip();
        }
    }

    @Command(name = "list", description = "Lists credentials by name.")
    static final class List implements Runnable {
        private final Root root;

        List(Root root) {
            this.root = root;
        }

        @Override
        public void run() {
            // They are few, and come all at once.
            root.print(root.send(Call.of("GET", CREDENTIALS)).body().path("items"), items -> Fields.rows(items));
        }
    }
}
