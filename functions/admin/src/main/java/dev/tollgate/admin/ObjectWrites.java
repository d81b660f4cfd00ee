package dev.tollgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.form.Form;
import dev.tollgate.admin.http.Body;
import dev.tollgate.admin.http.EntityTag;
import dev.tollgate.admin.http.Json;
import dev.tollgate.admin.http.MergePatch;
import dev.tollgate.admin.http.Precondition;
import dev.tollgate.admin.http.Problem.Part;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Status;
import dev.tollgate.core.configuration.AuditLog.Subject;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the objects of one kind. Thread safe.
 *
 * @param <T> the kind
 */
final class ObjectWrites<T extends ConfigurationObject> {
    /** What the gateway sets itself: whoever sends back what was read sends them too. */
    private static final List<String> SET_BY_THE_GATEWAY = List.of("version", "createdAt");

    private final Commits commits;
    private final Journal journal;
    private final Form<T> form;
    private final Rule<T> rule;

    /** Writes objects of this form to which the rule applies. */
    ObjectWrites(Commits commits, Journal journal, Form<T> form, Rule<T> rule) {
        this.commits = commits;
        this.journal = journal;
        this.form = form;
        this.rule = rule;
    }

    /** Makes one under the id in its body. */
    Reply create(Asked asked) {
        var terms = WriteTerms.of(asked.request());
        if (!(terms.precondition() instanceof Precondition.None)) {
            throw new Refused(Status.BAD_REQUEST, "POST takes no condition: it makes what is not there yet");
        }
        var document = asked.request().document(Body.JSON);
        return create(asked, terms, document, readNew(document, List.of()));
    }

    /** Makes one, or puts another in its place: under the id in the path, as the condition says. */
    Reply put(Asked asked) {
        var terms = WriteTerms.of(asked.request());
        var document = identified(asked.request().document(Body.JSON), asked.path("id"));
        if (terms.precondition() instanceof Precondition.None) {
            throw new Refused(
                    Status.PRECONDITION_REQUIRED,
                    "say what you expect: If-Match with the etag of what you replace, or If-None-Match: * to make a new one");
        }
        var before = commits.store().read(form.kind(), asked.path("id"));
        terms.precondition().require(before.map(this::tag));
        return before.isPresent()
                ? replace(asked, terms, before.get(), document)
                : create(asked, terms, document, readNew(document, wrongId(asked, document)));
    }

    /** Changes the fields of one that its body names. */
    Reply patch(Asked asked) {
        var terms = WriteTerms.of(asked.request());
        var patch = asked.request().document(Body.PATCH);
        var before = existing(asked, terms);
        var document = MergePatch.apply(Json.tree(shown(before)), patch);
        return replace(asked, terms, before, identified(document, asked.path("id")));
    }

    /** Deletes one. */
    Reply delete(Asked asked) {
        var terms = WriteTerms.of(asked.request());
        var before = existing(asked, terms);
        var at = journal.now();
        var entry = journal.entry(asked, terms, at, "DELETE", subject(before.object()), Json.write(shown(before)), "");
        commits.make(terms, Change.delete(before), entry, Json.tree(shown(before)));
        return terms.mark(Reply.noContent());
    }

    private Reply create(Asked asked, WriteTerms terms, JsonNode document, T object) {
        obey(Optional.empty(), object);
        var at = journal.now();
        var after = Json.write(shown(new Versioned<>(object, 1, at)));
        var entry = journal.entry(asked, terms, at, "CREATE", subject(object), "", after);
        return switch (commits.make(
                terms, Change.create(object), entry, document, Commits.receipt(asked, terms, object.id()))) {
            case Commits.Outcome.Made<T>(var stored) -> terms.mark(created(asked, stored));
            case Commits.Outcome.MadeBefore<T>(var id) ->
                created(asked, madeBefore(id)).with("idempotency-replayed", "true");
        };
    }

    private Versioned<T> madeBefore(String id) {
        return commits.store()
                .read(form.kind(), id)
                .orElseThrow(() -> new Refused(
                        Status.CONFLICT,
                        "this request has made it before, and it was deleted since: use another idempotency-key"));
    }

    private Reply replace(Asked asked, WriteTerms terms, Versioned<T> before, JsonNode document) {
        var faults = wrongId(asked, document);
        faults.addAll(removeWhatTheGatewaySets(document, before));
        var object = read(document, faults);
        obey(Optional.of(before.object()), object);
        var after = Json.write(shown(before.next(object)));
        var entry =
                journal.entry(asked, terms, journal.now(), "UPDATE", subject(object), Json.write(shown(before)), after);
        var stored = commits.make(terms, Change.replace(before, object), entry, document);
        return terms.mark(Reply.json(shown(stored)).with("etag", tag(stored).toString()));
    }

    /** What is there, if it is what the caller has read. */
    private Versioned<T> existing(Asked asked, WriteTerms terms) {
        var id = asked.path("id");
        if (!(terms.precondition() instanceof Precondition.Unchanged)) {
            throw new Refused(Status.PRECONDITION_REQUIRED, "say what you have read: send its etag as If-Match");
        }
        var before = commits.store()
                .read(form.kind(), id)
                .orElseThrow(() -> new Refused(Status.NOT_FOUND, "there is no %s '%s'".formatted(form.name(), id)));
        terms.precondition().require(Optional.of(tag(before)));
        return before;
    }

    /** The document with the id of the path where it has none. */
    private static JsonNode identified(JsonNode document, String id) {
        if (document instanceof ObjectNode object && !object.hasNonNull("id")) {
            return object.deepCopy().put("id", id);
        }
        return document;
    }

    private static List<Part> wrongId(Asked asked, JsonNode document) {
        var faults = new ArrayList<Part>();
        if (document.path("id").isTextual() && !document.path("id").asText().equals(asked.path("id"))) {
            faults.add(Part.at("/id", "must be that of the path, or be left out: an object keeps its id"));
        }
        return faults;
    }

    /** @return what is wrong with it */
    private List<Part> removeWhatTheGatewaySets(JsonNode document, Versioned<T> before) {
        var faults = new ArrayList<Part>();
        if (!(document instanceof ObjectNode object)) {
            return faults;
        }
        var stored = Json.tree(shown(before));
        for (var name : SET_BY_THE_GATEWAY) {
            var sent = object.remove(name);
            if (sent != null
                    && !sent.isNull()
                    && !sent.toString().equals(stored.path(name).toString())) {
                faults.add(Part.at("/" + name, "is set by the gateway: leave it out, or send it as it is"));
            }
        }
        return faults;
    }

    /** What is new has nothing yet that the gateway sets. */
    private T readNew(JsonNode document, List<Part> otherFaults) {
        var faults = new ArrayList<>(otherFaults);
        SET_BY_THE_GATEWAY.stream()
                .filter(document::hasNonNull)
                .forEach(name -> faults.add(Part.at("/" + name, "is set by the gateway: leave it out")));
        return read(document, faults);
    }

    private T read(JsonNode document, List<Part> otherFaults) {
        var read = form.read(document);
        var faults = new ArrayList<>(otherFaults);
        faults.addAll(read.faults());
        Refused.ifAny(faults);
        return read.object().orElseThrow();
    }

    private void obey(Optional<T> before, T after) {
        var faults = rule.faults(before, after);
        if (!faults.isEmpty()) {
            throw new Refused(Status.UNPROCESSABLE_CONTENT, "it does not fit what it names: see errors", faults);
        }
    }

    private Reply created(Asked asked, Versioned<T> stored) {
        var path = asked.request().path();
        var id = stored.object().id();
        var location = asked.path("id").equals(id) ? id : path.substring(path.lastIndexOf('/') + 1) + "/" + id;
        return Reply.created(location, shown(stored)).with("etag", tag(stored).toString());
    }

    private Object shown(Versioned<T> stored) {
        return form.representation().apply(stored);
    }

    private EntityTag tag(Versioned<T> stored) {
        return EntityTag.of(stored.version(), shown(stored));
    }

    private Subject subject(T object) {
        return new Subject(form.kind().getSimpleName(), object.id());
    }
}
