package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.access.TokenIdentity;
import dev.tollgate.core.Redacted;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what: every route with every role, and without. */
class AccessTest {
    private static final Redacted TOKEN = new Redacted("an-admin-token-of-forty-three-characters-0");

    private final AdminFixture admin = new AdminFixture();

    private static final String WSO2 = "/api/am/admin/v4/throttling/policies/subscription";

    /** Who may do what beside reading: whatever is not here may be done by nobody but an admin. */
    private static final Map<String, Role> NEEDED = Map.ofEntries(
            Map.entry("POST /subscriptions", Role.OPERATOR),
            Map.entry("PUT /subscriptions/{id}", Role.OPERATOR),
            Map.entry("PATCH /subscriptions/{id}", Role.OPERATOR),
            Map.entry("DELETE /subscriptions/{id}", Role.OPERATOR),
            Map.entry("POST /subscriptions/{id}/keys", Role.OPERATOR),
            Map.entry("POST /subscriptions/{id}/keys/{key}/rotate", Role.OPERATOR),
            Map.entry("DELETE /subscriptions/{id}/keys/{key}", Role.OPERATOR),
            Map.entry("GET /policies", Role.VIEWER),
            Map.entry("GET /policies/{id}", Role.VIEWER),
            Map.entry("GET /backends", Role.VIEWER),
            Map.entry("GET /backends/{id}", Role.VIEWER),
            Map.entry("GET /subscriptions", Role.VIEWER),
            Map.entry("GET /subscriptions/{id}", Role.VIEWER),
            Map.entry("GET /subscriptions/{id}/keys", Role.VIEWER),
            Map.entry("GET /subscriptions/{id}/keys/{key}", Role.VIEWER),
            Map.entry("GET /prices", Role.VIEWER),
            Map.entry("GET /prices/{id}", Role.VIEWER),
            Map.entry("GET /audit", Role.VIEWER),
            Map.entry("GET " + WSO2, Role.VIEWER),
            Map.entry("GET " + WSO2 + "/{id}", Role.VIEWER),
            Map.entry("GET /usage/subscriptions/{id}", Role.VIEWER),
            Map.entry("GET /usage/subscriptions/{id}/history", Role.VIEWER),
            Map.entry("GET /usage/backends/{id}", Role.VIEWER),
            Map.entry("GET /usage/backends/{id}/history", Role.VIEWER),
            Map.entry("GET /usage/top", Role.VIEWER),
            Map.entry("GET /explain", Role.VIEWER),
            Map.entry("POST /usage/subscriptions/{id}/reset", Role.OPERATOR),
            Map.entry("POST /usage/subscriptions/{id}/top-up", Role.OPERATOR),
            Map.entry("POST /usage/backends/{id}/reset", Role.OPERATOR),
            Map.entry("POST /usage/backends/{id}/top-up", Role.OPERATOR),
            Map.entry("GET /openapi.yaml", Role.VIEWER));

    /** What says nothing without parameters. */
    private static final Set<String> ASK_FOR_MORE =
            Set.of("GET /usage/backends/{id}/history", "GET /usage/top", "GET /explain");

    static Stream<String> routes() {
        return AdminFixture.routes().stream();
    }

    static Stream<Arguments> routesAndRoles() {
        return routes().flatMap(route -> Stream.of(Role.values()).map(role -> Arguments.of(route, role)));
    }

    @Test
    void theTable_hasRoutesThatThereAre() {
        assertThat(routes().toList()).containsAll(NEEDED.keySet());
    }

    /** Whoever may ask hears what is wrong with what was asked: an empty request is enough. */
    @ParameterizedTest
    @MethodSource("routesAndRoles")
    void aRole_mayDoWhatItsTableSays(String route, Role role) {
        Stream.concat(Samples.all().stream(), Samples.named().stream()).forEach(admin.configuration::put);
        var mayAsk = role.compareTo(NEEDED.getOrDefault(route, Role.ADMIN)) >= 0;

        var status = admin.ask(ask(route).as(role)).status();

        assertThat(status != 403).as("%s as %s: %d", route, role, status).isEqualTo(mayAsk);
        if (mayAsk && route.startsWith("GET ")) {
            assertThat(status).isEqualTo(ASK_FOR_MORE.contains(route) ? 400 : 200);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void nobody_mayDoAnything(String route) {
        var answer = admin.ask(ask(route));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whoHasNoRole_isToldWhichIsNeeded(String route) {
        var answer = admin.ask(ask(route).as("arn:aws:iam::123456789012:user/jane"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("this needs the role %s, which arn:aws:iam::123456789012:user/jane does not have"
                        .formatted(NEEDED.getOrDefault(route, Role.ADMIN).id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sts::999999999999:assumed-role/Tollgate-viewer/session",
                "arn:aws:sts::123456789012:assumed-role/Tollgate-viewer2/session",
                "arn:aws:sts::123456789012:assumed-role/x/Tollgate-viewer/session",
                "arn:aws:sts::123456789012:federated-user/Tollgate-viewer",
                "arn:aws:iam::123456789012:user/Tollgate-viewer",
                "arn:aws:iam::123456789012:root",
                "Tollgate-viewer",
                "group:staff"
            })
    void whoHasASimilarName_hasNoRole(String userArn) {
        assertThat(admin.ask(Ask.of("GET", "/policies").as(userArn)).status()).isEqualTo(403);
    }

    @Test
    void whatIsNotThere_isNotShownToWhoMayNotRead() {
        assertThat(admin.ask(Ask.of("GET", "/nothing")).status()).isEqualTo(401);
        assertThat(admin.ask(Ask.of("POST", "/policies")).status()).isEqualTo(401);
        assertThat(admin.ask(Ask.of("GET", "/nothing").inGroups("guests")).status())
                .isEqualTo(403);
        assertThat(admin.ask(Ask.of("GET", "/policies/none").inGroups("guests")).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"staff", "guests,staff", "staff,guests", "guests, staff"})
    void aGroup_hasItsRole(String groups) {
        assertThat(admin.ask(Ask.of("GET", "/policies").inGroups(groups)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "staf", "staff2", "[staff]", "Staff", "guests staff"})
    void anotherGroup_hasNone(String groups) {
        assertThat(admin.ask(Ask.of("GET", "/policies").inGroups(groups)).status())
                .isEqualTo(403);
    }

    @Test
    void aToken_provesNothing_whereApiGatewayDoes() {
        var ask = Ask.of("GET", "/policies").with("Authorization", "Bearer " + TOKEN.reveal());

        assertThat(admin.ask(ask).status()).isEqualTo(401);
    }

    @Test
    void theAdminToken_opensALocalGateway() {
        var local = new AdminFixture(new TokenIdentity(TOKEN));
        var ask = Ask.of("GET", "/policies");

        assertThat(local.ask(ask.with("authorization", "Bearer " + TOKEN.reveal()))
                        .status())
                .isEqualTo(200);
        assertThat(local.ask(ask.with("AUTHORIZATION", "bearer  " + TOKEN.reveal()))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Basic an-admin-token-of-forty-three-characters-0"})
    void anythingElse_doesNot(String authorization) {
        var local = new AdminFixture(new TokenIdentity(TOKEN));

        assertThat(local.ask(Ask.of("GET", "/policies").with("Authorization", authorization))
                        .status())
                .isEqualTo(401);
        assertThat(local.ask(Ask.of("GET", "/policies").as(Role.ADMIN)).status())
                .isEqualTo(401);
    }

    @Test
    void theTokenTwice_isNoToken() {
        var local = new AdminFixture(new TokenIdentity(TOKEN));
        var bearer = "Bearer " + TOKEN.reveal();

        assertThat(local.ask(Ask.of("GET", "/policies").with("Authorization", bearer, bearer))
                        .status())
                .isEqualTo(401);
    }

    static Ask ask(String route) {
        var space = route.indexOf(' ');
        return Ask.of(
                route.substring(0, space),
                route.substring(space + 1)
                        .replace("{id}", Samples.ID)
                        .replace("{key}", "k1")
                        .replace("{name}", "key"));
    }
}
