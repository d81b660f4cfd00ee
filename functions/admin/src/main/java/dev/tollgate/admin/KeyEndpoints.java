package dev.tollgate.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.admin.form.KeyForm;
import dev.tollgate.admin.http.Body;
import dev.tollgate.admin.http.EntityTag;
import dev.tollgate.admin.http.Json;
import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Precondition;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Status;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.AuditLog.Subject;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.configuration.Versioned;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a subscription: each is shown once, when it is made. Thread safe. */
final class KeyEndpoints {
    private static final String KIND = ApiKey.class.getSimpleName();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Two at once are enough to change from one to the other. Whoever asks for many at the same moment may get one more. */
    private static final int MOST_LIVE = 2;

    private static final int PAGE = 100;

    private final Administered stage;
    private final Commits commits;
    private final Journal journal;
    private final ObjectEndpoints<Subscription> subscriptions;

    KeyEndpoints(Administered stage, Commits commits, Journal journal, ObjectEndpoints<Subscription> subscriptions) {
        this.stage = stage;
        this.commits = commits;
        this.journal = journal;
        this.subscriptions = subscriptions;
    }

    /**
     * A new key.
     *
     * @param key the key itself; absent in a dry run, which makes none
     * @param stored what is kept of it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record IssuedKey(String key, KeyForm stored) {}

    /** A page of the keys of a subscription. */
    Reply list(Asked asked) {
        var parameters = new Parameters(asked.request().query());
        var subscription = subscription(asked);
        var lastUsed = new HashMap<String, LocalDate>();
        return Paging.page(
                parameters,
                new Listing<>(
                        page -> {
                            var keys = keys(subscription, page);
                            lastUsed.putAll(lastUsed(
                                    keys.entries().stream().map(Page.Entry::id).toList()));
                            return keys;
                        },
                        _ -> true,
                        Map.of()),
                key -> shown(key, lastUsed));
    }

    /** One of them. */
    Reply read(Asked asked) {
        new Parameters(asked.request().query()).check();
        var key = key(asked, subscription(asked));
        return ObjectEndpoints.tagged(asked, key.version(), shown(key));
    }

    /** Makes one. */
    Reply issue(Asked asked) {
        var terms = unconditional(asked);
        var now = journal.now();
        var document = document(asked);
        var validity = KeyTerms.ofNew(document, now);
        var subscription = subscription(asked);
        requireAtMost(MOST_LIVE - 1, subscription, now);
        var issued = issue(subscription, validity);
        var key = issued.stored();
        var after = Json.write(KeyForm.of(new Versioned<>(key, 1, now)));
        var entry = journal.entry(asked, terms, now, "ISSUE", new Subject(KIND, key.id()), "", after);
        return switch (commits.make(
                terms, Change.create(key), entry, document, Commits.receipt(asked, terms, key.id()))) {
            case Commits.Outcome.Made<ApiKey>(var stored) -> shownOnce(terms, issued, stored, "keys/" + key.id());
            case Commits.Outcome.MadeBefore<ApiKey>(var id) -> throw madeBefore(id);
        };
    }

    private static Refused madeBefore(String id) {
        return new Refused(
                Status.CONFLICT,
                "this request has made the key %s before, which is not shown again: revoke it, and make another one with another idempotency-key"
                        .formatted(id));
    }

    /**
     * Makes one in place of another, which ends some time later. There is one entry for both: the old key changes first, so of two
     * who rotate it at once only one goes on.
     */
    Reply rotate(Asked asked) {
        var terms = unconditional(asked);
        var now = journal.now();
        var document = document(asked);
        var overlap = KeyTerms.overlap(document);
        var subscription = subscription(asked);
        var old = key(asked, subscription);
        var validity = old.object().validity();
        if (!validity.includes(now)) {
            throw new Refused(Status.CONFLICT, "this key has ended: make a new one instead");
        }
        requireAtMost(MOST_LIVE, subscription, now);
        var issued = issue(subscription, KeyTerms.ofSuccessor(validity, now));
        var ended = old.object().with(validity.endingBy(now.plus(overlap)));
        var after = Json.write(Map.of(
                "ended", KeyForm.of(old.next(ended)), "issued", KeyForm.of(new Versioned<>(issued.stored(), 1, now))));
        var entry = journal.entry(
                asked, terms, now, "ROTATE", new Subject(KIND, ended.id()), Json.write(KeyForm.of(old)), after);
        var receipt = Commits.receipt(asked, terms, issued.stored().id());
        if (commits.make(terms, Change.replace(old, ended), entry, document, receipt)
                instanceof Commits.Outcome.MadeBefore<ApiKey>(var id)) {
            throw madeBefore(id);
        }
        var stored = commits.make(terms, Change.create(issued.stored()), entry, document);
        return shownOnce(terms, issued, stored, "../" + issued.stored().id());
    }

    /** Ends one at once. No condition is needed: a key that is lost must be easy to revoke. */
    Reply revoke(Asked asked) {
        var terms = WriteTerms.of(asked.request());
        var key = key(asked, subscription(asked));
        terms.precondition().require(Optional.of(EntityTag.of(key.version(), shown(key))));
        var before = Json.write(KeyForm.of(key));
        var subject = new Subject(KIND, key.object().id());
        var entry = journal.entry(asked, terms, journal.now(), "REVOKE", subject, before, "");
        commits.make(terms, Change.delete(key), entry, Json.tree(KeyForm.of(key)));
        return terms.mark(Reply.noContent());
    }

    private static WriteTerms unconditional(Asked asked) {
        var terms = WriteTerms.of(asked.request());
        if (!(terms.precondition() instanceof Precondition.None)) {
            throw new Refused(Status.BAD_REQUEST, "a new key takes no condition");
        }
        return terms;
    }

    /** All that can be said of a key can be left out, and the body with it. */
    private static JsonNode document(Asked asked) {
        return asked.request().body().text().isEmpty()
                ? JsonNodeFactory.instance.objectNode()
                : asked.request().document(Body.JSON);
    }

    private Subscription subscription(Asked asked) {
        return subscriptions.find(asked.path("id"), asked.scope()).object();
    }

    private Versioned<ApiKey> key(Asked asked, Subscription subscription) {
        var id = asked.path("key");
        return stage.store()
                .read(ApiKey.class, id)
                .filter(key -> key.object().subscription().equals(subscription.id()))
                .orElseThrow(() -> new Refused(Status.NOT_FOUND, "there is no key '%s'".formatted(id)));
    }

    private Page<ApiKey> keys(Subscription subscription, PageRequest page) {
        return stage.store().naming(Reference.to(subscription), ApiKey.class, page);
    }

    private KeyForm shown(Versioned<ApiKey> key) {
        return shown(key, lastUsed(List.of(key.object().id())));
    }

    private static KeyForm shown(Versioned<ApiKey> key, Map<String, LocalDate> lastUsed) {
        var form = KeyForm.of(key);
        var day = lastUsed.get(key.object().id());
        return day == null ? form : form.lastUsed(day);
    }

    private Map<String, LocalDate> lastUsed(List<String> keys) {
        return keys.isEmpty() ? Map.of() : stage.keyUse().lastUsed(keys);
    }

    private void requireAtMost(int most, Subscription subscription, Instant now) {
        var live = 0;
        var after = "";
        do {
            var page = keys(subscription, new PageRequest(after, PAGE));
            for (var entry : page.entries()) {
                if (entry instanceof Page.Found<ApiKey>(var key)
                        && key.object().validity().until().isAfter(now)) {
                    live++;
                }
            }
            after = page.next();
        } while (!after.isEmpty());
        if (live > most) {
            throw new Refused(
                    Status.CONFLICT,
                    "a subscription has at most %d keys that can be used: revoke one, or rotate it"
                            .formatted(MOST_LIVE));
        }
    }

    private KeyHasher.Issued issue(Subscription subscription, Validity validity) {
        var issued = stage.hasher().issue(stage.stage(), subscription.id(), RANDOM);
        return new KeyHasher.Issued(issued.text(), issued.stored().with(validity));
    }

    private static Reply shownOnce(
            WriteTerms terms, KeyHasher.Issued issued, Versioned<ApiKey> stored, String location) {
        var form = KeyForm.of(stored);
        var text = terms.isDryRun() ? "" : issued.text().reveal();
        return terms.mark(Reply.created(location, new IssuedKey(text, form))
                .with("etag", EntityTag.of(stored.version(), form).toString())
                .with("cache-control", "no-store"));
    }
}
