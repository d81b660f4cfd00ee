package dev.tollgate.cli.objects;

import dev.tollgate.cli.api.AdminClient;
import dev.tollgate.cli.api.AdminProblem;
import dev.tollgate.cli.api.Answer;
import dev.tollgate.cli.api.Call;

/**
 * Writes objects, each on condition that it is what was read. Thread safe.
 *
 * @param client where to
 * @param reason for the audit, empty for none
 */
public record Writes(AdminClient client, String reason) {
    /** Stores an object that is not there yet. */
    public ConfiguredObject create(ConfiguredObject wanted, boolean dryRun) {
        return put(wanted, "if-none-match", "*", dryRun);
    }

    /**
     * Replaces an object by another, if it is still the one that was read.
     *
     * @param tag of what was read
     */
    public ConfiguredObject replace(String tag, ConfiguredObject wanted, boolean dryRun) {
        return put(wanted, "if-match", tag, dryRun);
    }

    /**
     * The tag of what was read in a list.
     *
     * @throws AdminProblem if it is not that any more
     */
    public String tag(StoredObject read) {
        var ref = read.object().ref();
        var now = client.send(Call.of("GET", ref.kind().path(), ref.id()));
        if (!StoredObject.of(ref.kind(), now.body()).equals(read)) {
            throw AdminProblem.changed();
        }
        return now.etag().orElseThrow(AdminProblem::changed);
    }

    private ConfiguredObject put(ConfiguredObject wanted, String condition, String tag, boolean dryRun) {
        var ref = wanted.ref();
        var call = Call.of("PUT", ref.kind().path(), ref.id()).body(wanted.body());
        return ConfiguredObject.of(
                ref.kind(), send(call.header(condition, tag), dryRun).body());
    }

    /** Deletes an object, if it is still the one that was read. */
    public void delete(StoredObject read) {
        var ref = read.object().ref();
        send(Call.of("DELETE", ref.kind().path(), ref.id()).header("if-match", tag(read)), false);
    }

    private Answer send(Call call, boolean dryRun) {
        var explained = reason.isEmpty() ? call : call.header("x-reason", reason);
        return client.send(dryRun ? explained.query("dryRun", "true") : explained);
    }
}
