package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Subscription.Subscriber;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What those see who are confined to one subscriber: their own, and of the rest not even that it is there. */
class TenantsTest {
    private static final Set<String> OPEN = Set.of(
            "GET /subscriptions",
            "GET /subscriptions/{id}",
            "GET /subscriptions/{id}/keys",
            "GET /subscriptions/{id}/keys/{key}",
            "POST /subscriptions/{id}/keys",
            "POST /subscriptions/{id}/keys/{key}/rotate",
            "DELETE /subscriptions/{id}/keys/{key}",
            "GET /usage/subscriptions/{id}",
            "GET /usage/subscriptions/{id}/history",
            "GET /openapi.yaml");

    private final AdminFixture admin = new AdminFixture();

    @BeforeEach
    void prepare() {
        Writes.prepare(admin);
        put("mine", "Acme Ltd");
        put("theirs", "Other");
        admin.configuration.put(new ApiKey("mine-key", "mine", Samples.HASH));
        admin.configuration.put(new ApiKey("their-key", "theirs", Samples.HASH));
    }

    static Stream<String> closedRoutes() {
        return AdminFixture.routes().stream().filter(route -> !OPEN.contains(route));
    }

    @ParameterizedTest
    @MethodSource("closedRoutes")
    void whatIsTheWholeStages_isClosed(String route) {
        var ask = AccessTest.ask(route);

        assertThat(admin.ask(ask.inGroups("other")).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "acme-viewers"})
    void aList_hasTheirOwnAlone(String group) {
        for (var ask : new Ask[] {
            Ask.of("GET", "/subscriptions"),
            Ask.of("GET", "/subscriptions").where("subscriber", "Acme Ltd"),
            Ask.of("GET", "/subscriptions").where("policy", "plan")
        }) {
            assertThat(ids(ask.inGroups(group))).containsExactly("mine");
        }
        assertThat(ids(Ask.of("GET", "/subscriptions")
                        .where("subscriber", "Other")
                        .inGroups(group)))
                .isEmpty();
    }

    @Test
    void theirOwn_canBeReadAndGivenKeys() {
        assertThat(status("GET", "/subscriptions/mine", "acme")).isEqualTo(200);
        assertThat(status("GET", "/subscriptions/mine/keys/mine-key", "acme-viewers"))
                .isEqualTo(200);
        assertThat(status("POST", "/subscriptions/mine/keys", "acme")).isEqualTo(201);
        assertThat(status("POST", "/subscriptions/mine/keys", "acme-viewers")).isEqualTo(403);
        assertThat(status("DELETE", "/subscriptions/mine/keys/mine-key", "acme"))
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /subscriptions/theirs",
                "GET /subscriptions/app",
                "GET /subscriptions/theirs/keys",
                "GET /subscriptions/theirs/keys/their-key",
                "GET /subscriptions/mine/keys/their-key",
                "POST /subscriptions/theirs/keys",
                "POST /subscriptions/theirs/keys/their-key/rotate",
                "POST /subscriptions/mine/keys/their-key/rotate",
                "DELETE /subscriptions/theirs/keys/their-key",
                "DELETE /subscriptions/mine/keys/their-key"
            })
    void whatIsNotTheirs_isNotThere(String request) {
        var before = admin.everything();
        var space = request.indexOf(' ');

        assertThat(status(request.substring(0, space), request.substring(space + 1), "acme"))
                .isEqualTo(404);
        assertThat(admin.everything()).isEqualTo(before);
    }

    @Test
    void whoBelongsToTwo_mayDoNothing() {
        assertThat(status("GET", "/subscriptions", "acme,other")).isEqualTo(403);
        assertThat(status("GET", "/subscriptions", "acme,staff")).isEqualTo(200);
    }

    private void put(String id, String subscriber) {
        admin.configuration.put(
                new Subscription(id, "App", "plan", Set.of("provider")).with(new Subscriber(subscriber, Set.of())));
    }

    private int status(String method, String path, String groups) {
        return admin.ask(Ask.of(method, path).inGroups(groups)).status();
    }

    private List<String> ids(Ask ask) {
        return admin.ask(ask).json().path("items").findValuesAsText("id");
    }
}
