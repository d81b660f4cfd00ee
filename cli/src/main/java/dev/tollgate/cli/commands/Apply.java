package dev.tollgate.cli.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code apply}: makes what is configured what files say. */
@Command(
        name = "apply",
        description =
                "Makes what is configured what the files say. What is so already is not written; what somebody else changes"
                        + " meanwhile is not overwritten. It can be stopped and run again.")
final class Apply implements Callable<Integer> {
    @Mixin
    final Wanted wanted = new Wanted();

    @Mixin
    final Writing writing;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before --prune deletes.")
    boolean yes;

    private final Root root;

    Apply(Root root) {
        this.root = root;
        this.writing = new Writing(root);
    }

    @Override
    public Integer call() {
        var run = wanted.prepare(root);
        if (!run.unwanted().isEmpty()) {
            root.confirm("Delete %,d objects?".formatted(run.unwanted().size()), yes || writing.dryRun);
        }
        var code =
                run.execute(root, writing.dryRun, writing.headerReason(), true).report(root, writing.dryRun);
        writing.remark();
        return code;
    }
}
