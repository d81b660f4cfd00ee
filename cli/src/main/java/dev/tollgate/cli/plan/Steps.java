package dev.tollgate.cli.plan;

import dev.tollgate.cli.api.AdminProblem;
import dev.tollgate.cli.objects.ConfiguredObject;
import dev.tollgate.cli.objects.Inventory;
import dev.tollgate.cli.objects.ObjectRef;
import dev.tollgate.cli.objects.StoredObject;
import dev.tollgate.cli.objects.Writes;
import java.util.List;

/**
 * What is done with one object, each on condition that it is still what was read. Thread safe.
 *
 * @param current what was read
 * @param writes where to
 * @param dryRun find out alone, change nothing
 */
record Steps(Inventory current, Writes writes, boolean dryRun) {
    private static final int PRECONDITION_FAILED = 412;

    /** Makes an object what it should be. The API is asked only if it is not that already. */
    Outcome put(ConfiguredObject wanted) {
        var stored = current.objects().get(wanted.ref());
        try {
            return stored == null ? create(wanted) : change(stored, wanted);
        } catch (AdminProblem e) {
            return failed(wanted.ref(), e);
        }
    }

    private Outcome create(ConfiguredObject wanted) {
        if (!dryRun || canBeChecked(wanted)) {
            writes.create(wanted, dryRun);
        }
        return new Outcome.Created(wanted.ref());
    }

    private Outcome change(StoredObject stored, ConfiguredObject wanted) {
        var ref = wanted.ref();
        var before = stored.object().spec();
        if (before.equals(wanted.spec())) {
            return new Outcome.Unchanged(ref);
        }
        if (dryRun && !canBeChecked(wanted)) {
            return changed(ref, Difference.between(before, wanted.spec()));
        }
        var tag = writes.tag(stored);
        // Fields that were left out have their default: what they come to, the API alone knows.
        var differences =
                Difference.between(before, writes.replace(tag, wanted, true).spec());
        if (!dryRun && !differences.isEmpty()) {
            writes.replace(tag, wanted, false);
        }
        return changed(ref, differences);
    }

    private static Outcome changed(ObjectRef ref, List<Difference> differences) {
        return differences.isEmpty() ? new Outcome.Unchanged(ref) : new Outcome.Changed(ref, differences);
    }

    /** A dry run would be refused where it refers to what is still to be created. */
    private boolean canBeChecked(ConfiguredObject wanted) {
        return wanted.references().allMatch(current.objects()::containsKey);
    }

    /** Deletes an object. In a dry run nobody is asked: what uses it may be deleted too, before it. */
    Outcome delete(StoredObject stored) {
        try {
            if (!dryRun) {
                writes.delete(stored);
            }
            return new Outcome.Deleted(stored.object().ref());
        } catch (AdminProblem e) {
            return failed(stored.object().ref(), e);
        }
    }

    private static Outcome failed(ObjectRef ref, AdminProblem problem) {
        return new Outcome.Failed(
                ref,
                problem.status() == PRECONDITION_FAILED
                        ? "somebody else has changed it meanwhile: run it again\n" + problem.getMessage()
                        : String.valueOf(problem.getMessage()));
    }
}
