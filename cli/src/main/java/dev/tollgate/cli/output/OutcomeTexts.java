package dev.tollgate.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.api.Json;
import dev.tollgate.cli.plan.Difference;
import dev.tollgate.cli.plan.Outcome;
import java.util.List;
import java.util.Locale;

/** What became of objects, or would, for people and for programs. */
public final class OutcomeTexts {
    private OutcomeTexts() {}

    /** For people: what changes, a line for each field, and how many do not. Failures are not among it. */
    public static String lines(List<Outcome> outcomes, boolean dryRun) {
        var text = new StringBuilder();
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Created created) {
                text.append("+ ").append(created.ref()).append('\n');
            } else if (outcome instanceof Outcome.Deleted deleted) {
                text.append("- ").append(deleted.ref()).append('\n');
            } else if (outcome instanceof Outcome.Changed changed) {
                text.append("~ ").append(changed.ref()).append('\n');
                changed.differences()
                        .forEach(difference -> text.append("    ")
                                .append(Plain.line(difference.toString()))
                                .append('\n'));
            }
        }
        var form = dryRun
                ? "%,d to create, %,d to change, %,d to delete, %,d unchanged, %,d refused, %,d open\n"
                : "%,d created, %,d changed, %,d deleted, %,d unchanged, %,d refused, %,d open\n";
        return text
                + String.format(
                        Locale.ROOT,
                        form,
                        count(outcomes, Outcome.Created.class),
                        count(outcomes, Outcome.Changed.class),
                        count(outcomes, Outcome.Deleted.class),
                        count(outcomes, Outcome.Unchanged.class),
                        count(outcomes, Outcome.Failed.class),
                        count(outcomes, Outcome.Open.class));
    }

    /** How many there are of one kind. */
    public static long count(List<Outcome> outcomes, Class<? extends Outcome> kind) {
        return outcomes.stream().filter(kind::isInstance).count();
    }

    /** For programs: an entry for each object. */
    public static ArrayNode json(List<Outcome> outcomes) {
        var list = Json.array();
        for (var outcome : outcomes) {
            var entry = list.addObject()
                    .put("kind", outcome.ref().kind().title())
                    .put("name", outcome.ref().id())
                    .put("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            if (outcome instanceof Outcome.Changed changed) {
                var fields = entry.putArray("differences");
                changed.differences().forEach(difference -> describe(difference, fields.addObject()));
            } else if (outcome instanceof Outcome.Failed failed) {
                entry.put("reason", failed.reason());
            }
        }
        return list;
    }

    private static void describe(Difference difference, ObjectNode entry) {
        entry.put("pointer", difference.pointer());
        if (!difference.before().isMissingNode()) {
            entry.set("before", difference.before());
        }
        if (!difference.after().isMissingNode()) {
            entry.set("after", difference.after());
        }
    }
}
