package dev.tollgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.http.Body;
import dev.tollgate.admin.http.Json;
import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Precondition;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Status;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.AuditLog.Subject;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes credentials for providers, and never gives one back. Thread safe.
 *
 * @param store where they are kept
 * @param catalogue says which are needed
 */
record CredentialEndpoints(CredentialStore store, ConfigurationCatalogue catalogue, AuditLog audit, Journal journal) {
    /** The role that the proxy function runs under, which needs no secret. */
    private static final String AWS_ROLE = "aws-role";

    private static final int PAGE = 100;

    /**
     * A credential that backends name.
     *
     * @param isStored whether there is one
     * @param backends those that name it
     */
    private record Needed(String name, boolean isStored, TreeSet<String> backends) {}

    private record All(List<Needed> items) {}

    /** The names of those that backends need. */
    Reply list(Asked asked) {
        new Parameters(asked.request().query()).check();
        var needed = new TreeMap<String, TreeSet<String>>();
        var after = "";
        do {
            var page = catalogue.list(Backend.class, new PageRequest(after, PAGE));
            for (var entry : page.entries()) {
                if (entry instanceof Page.Found<Backend>(var stored)) {
                    needed.computeIfAbsent(stored.object().credential(), _ -> new TreeSet<>())
                            .add(entry.id());
                }
            }
            after = page.next();
        } while (!after.isEmpty());
        needed.remove(AWS_ROLE);
        return Reply.json(new All(needed.entrySet().stream()
                .map(each -> new Needed(each.getKey(), store.has(each.getKey()), each.getValue()))
                .toList()));
    }

    /** Keeps one. It is written down before it is done: better once too often than done without an entry. */
    Reply put(Asked asked) {
        var terms = WriteTerms.of(asked.request());
        var name = asked.path("name");
        if (!(terms.precondition() instanceof Precondition.None)) {
            throw new Refused(Status.BAD_REQUEST, "a credential has no version, and takes no condition");
        }
        if (name.equals(AWS_ROLE)) {
            throw new Refused(
                    Status.UNPROCESSABLE_CONTENT, "aws-role is the function's own role, which needs no secret");
        }
        var value = value(asked.request().document(Body.JSON));
        if (!terms.isDryRun()) {
            var after = Json.write(Map.of("name", name));
            audit.append(journal.entry(
                    asked, terms, journal.now(), "SET_CREDENTIAL", new Subject("Credential", name), "", after));
            store.put(name, value);
        }
        return terms.mark(Reply.noContent());
    }

    /** What can stand in a header, and is not the JSON that some keep in its place. */
    private static Redacted value(JsonNode document) {
        var members = new Members(document);
        var value = members.text("value", "must be a text");
        if (document.path("value").isTextual() && !value.matches("[!-~&&[^{]][!-~]{0,4095}")) {
            members.wrong("value", "must be 1 to 4096 visible characters of ASCII, and no JSON");
        }
        members.check();
        return new Redacted(value);
    }
}
