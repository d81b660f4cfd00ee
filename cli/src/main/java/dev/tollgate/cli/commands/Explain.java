package dev.tollgate.cli.commands;

import dev.tollgate.cli.api.Call;
import dev.tollgate.cli.output.ExplainTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: whether a call would pass. Charges nothing. */
@Command(name = "explain", description = "Says whether a call would pass now, and what would stop it. Charges nothing.")
final class Explain implements Runnable {
    @Parameters(paramLabel = "SUBSCRIPTION", converter = Id.class, description = "Who would call.")
    String subscription = "";

    @Option(
            names = "--backend",
            required = true,
            paramLabel = "ID",
            converter = Id.class,
            description = "Which backend.")
    String backend = "";

    @Option(names = "--route", paramLabel = "ROUTE", description = "Which route, such as 'POST /v1/chat/completions'.")
    String route = "";

    @Option(names = "--model", paramLabel = "NAME", description = "Which model.")
    String model = "";

    @Option(names = "--prompt-tokens", paramLabel = "N", description = "How long the prompt is.")
    String promptTokens = "";

    @Option(names = "--completion-tokens", paramLabel = "N", description = "How long the completion is at most.")
    String completionTokens = "";

    private final Root root;

    Explain(Root root) {
        this.root = root;
    }

    @Override
    public void run() {
        var call = Call.of("GET", "explain").query("subscription", subscription);
        call = Given.query(call, "backend", backend);
        call = Given.query(call, "route", route);
        call = Given.query(call, "model", model);
        call = Given.query(call, "promptTokens", promptTokens);
        call = Given.query(call, "completionTokens", completionTokens);
        root.print(root.send(call).body(), ExplainTable::of);
    }
}
