package dev.tollgate.cli.commands;

import dev.tollgate.cli.api.Call;
import dev.tollgate.cli.output.Fields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit}: who changed what, when and why. */
@Command(
        name = "audit",
        description = "Lists changes, the newest first. What was before and after is in -o json and yaml.")
final class Audit implements Runnable {
    @Option(names = "--kind", paramLabel = "KIND", description = "Of this kind of object alone.")
    String kind = "";

    @Option(names = "--object", paramLabel = "ID", description = "Of this object alone.")
    String object = "";

    @Option(names = "--from", paramLabel = "TIME", description = "From when, such as 2026-12-01T00:00:00Z.")
    String from = "";

    @Option(names = "--until", paramLabel = "TIME", description = "Until when.")
    String until = "";

    @Option(names = "--limit", paramLabel = "N", description = "How many. Default: 50.")
    int limit = 50;

    private final Root root;

    Audit(Root root) {
        this.root = root;
    }

    @Override
    public void run() {
        if (limit < 1) {
            throw root.wrong("--limit is 1 at least");
        }
        var call = Call.of("GET", "audit");
        call = Given.query(call, "kind", kind);
        call = Given.query(call, "object", object);
        call = Given.query(call, "from", from);
        call = Given.query(call, "until", until);
        root.print(root.list(call, limit), items -> Fields.rows(items, "before", "after", "changes"));
    }
}
