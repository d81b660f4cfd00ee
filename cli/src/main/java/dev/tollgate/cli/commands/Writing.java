package dev.tollgate.cli.commands;

import dev.tollgate.cli.api.Answer;
import dev.tollgate.cli.api.Call;
import picocli.CommandLine.Option;

/** The options of everything that writes. */
final class Writing {
    @Option(names = "--dry-run", description = "Check all of it, and change nothing.")
    boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit.")
    String reason = "";

    private final Root root;

    Writing(Root root) {
        this.root = root;
    }

    /** Sends a write, with the reason, and as a dry run if it is one. */
    Answer send(Call call) {
        var answer = root.send(marked(reason.isEmpty() ? call : call.header("x-reason", headerReason())));
        remark();
        return answer;
    }

    /** Sends a write whose body has the reason. */
    Answer sendPlain(Call call) {
        var answer = root.send(marked(call));
        remark();
        return answer;
    }

    private Call marked(Call call) {
        return dryRun ? call.query("dryRun", "true") : call;
    }

    /** The reason, if a header can hold it. */
    String headerReason() {
        if (!reason.matches("[ -~]*")) {
            throw root.wrong("--reason can have ASCII letters, digits and signs only: it is sent as a header");
        }
        return reason;
    }

    void remark() {
        if (dryRun) {
            root.remark("dry run: nothing was changed");
        }
    }
}
