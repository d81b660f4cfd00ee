package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of the configuration must do for whoever administers it. A subclass says which store. */
public abstract class CatalogueContract {
    /** The store under test: a new one for every test, and empty. */
    protected abstract ConfigurationCatalogue catalogue();

    /** Writes an object, over the one of its kind and id where there is one. */
    protected abstract void put(ConfigurationObject object);

    /** Makes what is stored of an object such that it cannot be understood. */
    protected abstract void spoil(Class<? extends ConfigurationObject> kind, String id);

    @Test
    void read_findsWhatIsStored() {
        put(subscription("app"));

        assertThat(catalogue().read(Subscription.class, "app").map(Versioned::object))
                .contains(subscription("app"));
    }

    @Test
    void read_isEmpty_whereThereIsNone() {
        put(subscription("app"));

        assertThat(catalogue().read(Policy.class, "app")).isEmpty();
        assertThat(catalogue().read(Subscription.class, "ap")).isEmpty();
    }

    @Test
    void read_saysCorrupt_whereItIsNotUnderstood() {
        spoil(Policy.class, "broken");

        assertThatThrownBy(() -> catalogue().read(Policy.class, "broken"))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("Policy broken cannot be read");
    }

    @Test
    void list_isInTheOrderOfIds_ofOneKindAlone() {
        List.of("b", "a.1", "a", "Z", "a-1", "0", "a_1").forEach(id -> put(subscription(id)));
        put(key("k", "a"));

        var page = catalogue().list(Subscription.class, PageRequest.first(10));

        assertThat(ids(page)).containsExactly("0", "Z", "a", "a-1", "a.1", "a_1", "b");
        assertThat(page.next()).isEmpty();
        assertThat(page.entries()).hasOnlyElementsOfType(Page.Found.class);
    }

    @Test
    void list_isEmpty_whereThereAreNone() {
        assertThat(catalogue().list(Policy.class, PageRequest.first(10))).isEqualTo(new Page<>(List.of(), ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9})
    void list_comesInPages_thatMissNothingAndRepeatNothing(int limit) {
        var ids = IntStream.range(0, 8).mapToObj(number -> "app-" + number).toList();
        ids.forEach(id -> put(subscription(id)));

        var seen = new ArrayList<String>();
        var page = catalogue().list(Subscription.class, PageRequest.first(limit));
        while (!page.next().isEmpty()) {
            assertThat(page.entries()).hasSize(limit);
            seen.addAll(ids(page));
            page = catalogue().list(Subscription.class, new PageRequest(page.next(), limit));
        }
        seen.addAll(ids(page));

        assertThat(page.entries()).isNotEmpty();
        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void list_goesOnBehindAnIdThatIsGone() {
        List.of("a", "c").forEach(id -> put(subscription(id)));

        assertThat(ids(catalogue().list(Subscription.class, new PageRequest("b", 10))))
                .containsExactly("c");
    }

    @Test
    void list_hasWhatIsNotUnderstood_inItsPlace() {
        List.of("a", "c").forEach(id -> put(subscription(id)));
        spoil(Subscription.class, "b");

        var page = catalogue().list(Subscription.class, PageRequest.first(10));

        assertThat(ids(page)).containsExactly("a", "b", "c");
        assertThat(page.entries().get(1))
                .isInstanceOfSatisfying(
                        Page.Unreadable.class,
                        broken -> assertThat(broken.fault()).hasMessage("Subscription b cannot be read"));
    }

    private static Subscription subscription(String id) {
        return new Subscription(id, "Application " + id, "AIGold", Set.of("demo"));
    }

    private static ApiKey key(String id, String subscription) {
        return new ApiKey(id, subscription, "0f".repeat(32));
    }

    private static List<String> ids(Page<?> page) {
        return page.entries().stream().<String>map(Page.Entry::id).toList();
    }
}
