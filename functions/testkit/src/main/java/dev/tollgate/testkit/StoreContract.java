package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.AuditLog.AuditQuery;
import dev.tollgate.core.configuration.AuditLog.Subject;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.ConfigurationStore;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Receipt;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Subscription.Subscriber;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of the configuration must do with changes. A subclass says which store. */
public abstract class StoreContract {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");

    private static final Policy GOLD =
            Policy.of("AIGold", new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.REQUEST_COUNT, 5L)));
    private static final Backend DEMO = Backend.of("demo", "openai", URI.create("https://api.example.com"), "demo");
    private static final Subscription APP = new Subscription("app", "App", "AIGold", Set.of("demo"));

    /** The store under test: a new one for every test, and empty. */
    protected abstract ConfigurationStore store();

    /** Its audit log. */
    protected abstract AuditLog log();

    @Test
    void whatIsMade_isReadAsTheFirstVersion() {
        var stored = make(GOLD);

        assertThat(stored).isEqualTo(new Versioned<>(GOLD, 1, NOW));
        assertThat(store().read(Policy.class, "AIGold")).contains(stored);
    }

    @Test
    void whatIsThere_isNotMadeAgain() {
        make(GOLD);

        assertThat(commit(Change.create(GOLD))).isEqualTo(new Committed.Conflict<>());
        assertThat(entries()).hasSize(1);
    }

    @Test
    void whatIsReplaced_hasTheNextVersion() {
        make(GOLD);
        make(DEMO);
        var made = make(APP);

        var done = commit(Change.replace(made, APP.with(Subscription.Status.BLOCKED)));

        var expected = new Versioned<>(APP.with(Subscription.Status.BLOCKED), 2, NOW);
        assertThat(done).isEqualTo(new Committed.Done<>(expected));
        assertThat(store().read(Subscription.class, "app")).contains(expected);
    }

    @Test
    void whatHasChangedSince_isNotReplaced_norDeleted() {
        make(GOLD);
        make(DEMO);
        var read = make(APP);
        commit(Change.replace(read, APP.with(Subscription.Status.BLOCKED)));

        assertThat(commit(Change.replace(read, APP.withFallbacks("demo")))).isEqualTo(new Committed.Conflict<>());
        assertThat(commit(Change.delete(read))).isEqualTo(new Committed.Conflict<>());
        assertThat(entries()).hasSize(4);
    }

    /** It has the version that was read, and is another. */
    @Test
    void whatWasMadeAnewSince_isNotReplaced() {
        var read = make(GOLD);
        commit(Change.delete(read));
        store().commit(Change.create(GOLD), entry(GOLD, NOW.plusMillis(1)), Optional.empty());

        assertThat(commit(Change.replace(read, GOLD))).isEqualTo(new Committed.Conflict<>());
    }

    @Test
    void whatNamesNothing_isRefused_withAllThatIsMissing() {
        var refused = commit(Change.create(APP));

        assertThat(refused instanceof Committed.Dangling<Subscription>(var missing) ? missing : List.of())
                .containsExactlyInAnyOrder(Reference.to(GOLD), Reference.to(DEMO));
        assertThat(store().read(Subscription.class, "app")).isEmpty();
        assertThat(entries()).isEmpty();
    }

    @Test
    void whatIsNamed_isNotDeleted_untilNothingNamesIt() {
        var gold = make(GOLD);
        make(DEMO);
        var app = make(APP);

        assertThat(commit(Change.delete(gold))).isEqualTo(new Committed.InUse<>());
        assertThat(ids(store().naming(Reference.to(GOLD), Subscription.class, PageRequest.first(9))))
                .containsExactly("app");

        commit(Change.delete(app));
        assertThat(commit(Change.delete(gold))).isEqualTo(new Committed.Done<>(gold));
        assertThat(store().naming(Reference.to(GOLD), Subscription.class, PageRequest.first(9))
                        .entries())
                .isEmpty();
    }

    @Test
    void whatIsNamedNoMore_canBeDeleted() {
        var gold = make(GOLD);
        var silver = make(Policy.of("AISilver", GOLD.limits()));
        make(DEMO);
        var app = make(APP);
        var onSilver = new Subscription("app", "App", "AISilver", Set.of("demo"));

        commit(Change.replace(app, onSilver));

        assertThat(commit(Change.delete(silver))).isEqualTo(new Committed.InUse<>());
        assertThat(commit(Change.delete(gold))).isEqualTo(new Committed.Done<>(gold));
    }

    @Test
    void subscriptionsOf_areThoseOfTheSubscriber_whoeverItIsNow() {
        make(GOLD);
        make(DEMO);
        var acme = new Subscriber("Acme Ltd", Set.of());
        var one = make(new Subscription("one", "One", "AIGold", Set.of()).with(acme));
        make(new Subscription("two", "Two", "AIGold", Set.of()).with(acme));
        make(new Subscription("three", "Three", "AIGold", Set.of()));

        assertThat(ids(store().subscriptionsOf("Acme Ltd", PageRequest.first(9))))
                .containsExactly("one", "two");

        commit(Change.replace(one, one.object().with(new Subscriber("Other", Set.of()))));
        assertThat(ids(store().subscriptionsOf("Acme Ltd", PageRequest.first(9))))
                .containsExactly("two");
        assertThat(ids(store().subscriptionsOf("Other", PageRequest.first(9)))).containsExactly("one");
    }

    @Test
    void naming_comesInPages_ofOneKind() {
        make(GOLD);
        make(DEMO);
        make(APP);
        List.of("k1", "k2", "k3").forEach(id -> make(new ApiKey(id, "app", "0f".repeat(32))));
        var app = Reference.to(APP);

        var first = store().naming(app, ApiKey.class, PageRequest.first(2));
        var second = store().naming(app, ApiKey.class, new PageRequest(first.next(), 2));

        assertThat(ids(first)).containsExactly("k1", "k2");
        assertThat(ids(second)).containsExactly("k3");
        assertThat(second.next()).isEmpty();
        assertThat(store().naming(app, Subscription.class, PageRequest.first(9)).entries())
                .isEmpty();
    }

    @Test
    void aRequestWithAReceipt_hasEffectOnce() {
        var receipt = Optional.of(new Receipt("who-key", "what", "AIGold"));
        store().commit(Change.create(GOLD), entry(GOLD, NOW), receipt);

        var again = store().commit(
                        Change.create(Policy.of("Another", GOLD.limits())),
                        entry(GOLD, NOW),
                        Optional.of(new Receipt("who-key", "other", "Another")));

        assertThat(again).isEqualTo(new Committed.Repeated<>(receipt.get()));
        assertThat(store().read(Policy.class, "Another")).isEmpty();
        assertThat(entries()).hasSize(1);
    }

    @Test
    void manyWritersOfOneObject_loseNoUpdate() throws Exception {
        make(GOLD);
        make(DEMO);
        make(APP);

        try (var writers = Executors.newFixedThreadPool(32)) {
            var all = IntStream.range(0, 32)
                    .mapToObj(writer -> writers.submit(() -> addBackend("backend-" + writer)))
                    .toList();
            for (var writer : all) {
                writer.get();
            }
        }

        var stored = store().read(Subscription.class, "app").orElseThrow();
        assertThat(stored.object().subscriber().roles()).hasSize(32);
        assertThat(stored.version()).isEqualTo(33);
        assertThat(entries()).hasSize(3 + 32);
    }

    private void addBackend(String role) {
        while (true) {
            var read = store().read(Subscription.class, "app").orElseThrow();
            var roles = new ArrayList<>(read.object().subscriber().roles());
            roles.add(role);
            var changed = read.object().with(new Subscriber("", Set.copyOf(roles)));
            if (commit(Change.replace(read, changed)) instanceof Committed.Done<Subscription>) {
                return;
            }
        }
    }

    @Test
    void everyChange_hasOneEntry_newestFirst_inPages() {
        var at = IntStream.range(0, 5)
                .mapToObj(month -> NOW.minus(Duration.ofDays(31L * month)))
                .toList();
        at.forEach(moment -> log().append(entry(GOLD, moment)));

        var query = new AuditQuery(Optional.empty(), at.get(3), NOW.plusMillis(1), "", 3);
        var first = log().entries(query);
        var second = log().entries(new AuditQuery(Optional.empty(), at.get(3), NOW.plusMillis(1), first.next(), 3));

        assertThat(first.entries()).extracting(AuditEntry::at).containsExactlyElementsOf(at.subList(0, 3));
        assertThat(second.entries()).extracting(AuditEntry::at).containsExactly(at.get(3));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void entries_areOfTheirObjectAlone_whereItIsNamed() {
        log().append(entry(GOLD, NOW));
        log().append(entry(DEMO, NOW));
        var entry = new AuditEntry(
                AuditEntry.newId(NOW), NOW, "me", "RESET", "Policy", "AIGold", "{}", "", "a reason", "id");
        log().append(entry);
        log().append(entry);

        var subject = Optional.of(new Subject("Policy", "AIGold"));
        var found = log().entries(new AuditQuery(subject, NOW, NOW.plusMillis(1), "", 9))
                .entries();

        assertThat(found).hasSize(2).contains(entry);
    }

    @Test
    void anObjectIsAnother_whereItHasAnotherId() {
        var gold = make(GOLD);

        assertThatThrownBy(() -> Change.replace(gold, Policy.of("Other", GOLD.limits())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private <T extends ConfigurationObject> Versioned<T> make(T object) {
        return commit(Change.create(object)) instanceof Committed.Done<T>(var stored)
                ? stored
                : fail("not made: " + object.id());
    }

    private <T extends ConfigurationObject> Committed<T> commit(Change<T> change) {
        var entry = new AuditEntry(
                AuditEntry.newId(NOW),
                NOW,
                "me",
                "CHANGE",
                "Any",
                change.object().id(),
                "",
                "",
                "",
                "");
        return store().commit(change, entry, Optional.empty());
    }

    private static AuditEntry entry(ConfigurationObject object, Instant at) {
        return new AuditEntry(
                AuditEntry.newId(at),
                at,
                "me",
                "CREATE",
                object.getClass().getSimpleName(),
                object.id(),
                "",
                "",
                "",
                "");
    }

    private List<AuditEntry> entries() {
        return log().entries(new AuditQuery(Optional.empty(), NOW, NOW.plusSeconds(1), "", 1_000))
                .entries();
    }

    private static List<String> ids(Page<?> page) {
        return page.entries().stream().<String>map(Page.Entry::id).toList();
    }
}
