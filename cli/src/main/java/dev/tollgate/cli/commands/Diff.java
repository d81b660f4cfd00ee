package dev.tollgate.cli.commands;

import dev.tollgate.cli.plan.Outcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code diff}: what {@code apply} would do. */
@Command(
        name = "diff",
        description =
                "Says what apply would do, field by field, and changes nothing. The exit code is 1 if that is anything.")
final class Diff implements Callable<Integer> {
    @Mixin
    final Wanted wanted = new Wanted();

    private final Root root;

    Diff(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var result = wanted.prepare(root).execute(root, true, "", false);
        var code = result.report(root, true);
        var same = result.outcomes().stream().allMatch(Outcome.Unchanged.class::isInstance);
        return code == Tool.DONE && !same ? Tool.REFUSED : code;
    }
}
