package dev.tollgate.cli.commands;

import dev.tollgate.cli.objects.ConfiguredObject;
import dev.tollgate.cli.objects.Inventory;
import dev.tollgate.cli.objects.Sources;
import dev.tollgate.cli.objects.StoredObject;
import dev.tollgate.cli.objects.Writes;
import dev.tollgate.cli.output.Format;
import dev.tollgate.cli.output.OutcomeTexts;
import dev.tollgate.cli.output.Progress;
import dev.tollgate.cli.plan.Outcome;
import dev.tollgate.cli.plan.Reconciliation;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code diff} and {@code apply} have in common: the files, and the way from them to outcomes. */
final class Wanted {
    private static final int MOST_PARALLEL = 64;

    @Option(names = "-f", required = true, paramLabel = "FILE", description = "A file, a folder, or - for the input.")
    String file = "";

    @Option(names = "--prune", description = "Delete what no file has.")
    boolean prune;

    @Option(names = "--parallel", paramLabel = "N", description = "How many objects at once. Default: 4.")
    int parallel = 4;

    /** Reads files and the present configuration. */
    Run prepare(Root root) {
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw root.wrong("--parallel is from 1 to " + MOST_PARALLEL);
        }
        var objects = Sources.manifest(file, root.surroundings.in()).objects();
        var current = Inventory.read(root.client());
        current.unreadable().forEach(fault -> root.warn("warning: " + fault));
        return new Run(current, objects, prune ? Reconciliation.superfluous(current, objects) : List.of(), parallel);
    }

    /**
     * Ready to be done.
     *
     * @param current what is configured
     * @param wanted what is to be
     * @param unwanted what is to be deleted
     * @param parallel how many objects at once
     */
    record Run(Inventory current, List<ConfiguredObject> wanted, List<StoredObject> unwanted, int parallel) {
        Result execute(Root root, boolean dryRun, String reason, boolean showsProgress) {
            var surroundings = root.surroundings;
            var total = wanted.size() + unwanted.size();
            var progress =
                    new Progress(surroundings.err(), surroundings.terminal().isLive(), total, surroundings.clock());
            var shown = showsProgress && !root.quiet;
            var reconciliation = new Reconciliation(
                    current, new Writes(root.client(), reason), dryRun, parallel, shown ? progress::step : () -> {});
            var outcomes = reconciliation.run(wanted, unwanted);
            if (shown) {
                progress.end();
            }
            var unreachable = reconciliation.unreachable();
            return new Result(outcomes, unreachable == null ? "" : String.valueOf(unreachable.getMessage()));
        }
    }

    /**
     * Done.
     *
     * @param outcomes of each object
     * @param unreachable why some are open, empty if none are
     */
    record Result(List<Outcome> outcomes, String unreachable) {
        /** Prints it, failures at the end, and gives the exit code. */
        int report(Root root, boolean dryRun) {
            if (root.format == Format.table) {
                root.print(OutcomeTexts.lines(outcomes, dryRun));
            } else {
                root.print(OutcomeTexts.json(outcomes), Object::toString);
            }
            for (var outcome : outcomes) {
                if (outcome instanceof Outcome.Failed failed) {
                    root.warn("error: %s: %s".formatted(failed.ref(), failed.reason()));
                }
            }
            if (!unreachable.isEmpty()) {
                root.warn("error: %s\n  run it again for the rest: %,d objects are open"
                        .formatted(unreachable, OutcomeTexts.count(outcomes, Outcome.Open.class)));
                return Tool.UNREACHABLE;
            }
            return OutcomeTexts.count(outcomes, Outcome.Failed.class) == 0 ? Tool.DONE : Tool.REFUSED;
        }
    }
}
