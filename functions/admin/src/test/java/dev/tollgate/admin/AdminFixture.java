package dev.tollgate.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.access.Authorisation;
import dev.tollgate.admin.access.GatewayIdentity;
import dev.tollgate.admin.access.IdentitySource;
import dev.tollgate.admin.access.Principal;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.access.Roles;
import dev.tollgate.admin.access.TokenIdentity;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.testkit.InMemoryConfiguration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The admin function over a configuration in memory. Every reply is held against {@code openapi.yaml}. */
final class AdminFixture {
    /** A role of IAM for each role, and a group for viewers. */
    static final Roles ROLES = new Roles(Map.of(
            new Principal.IamRole(Ask.ACCOUNT, "Tollgate-viewer"),
            Role.VIEWER,
            new Principal.IamRole(Ask.ACCOUNT, "Tollgate-operator"),
            Role.OPERATOR,
            new Principal.IamRole(Ask.ACCOUNT, "Tollgate-admin"),
            Role.ADMIN,
            new Principal.Group("staff"),
            Role.VIEWER,
            TokenIdentity.HOLDER,
            Role.ADMIN));

    private static final ApiDocument DOCUMENT = new ApiDocument();

    final InMemoryConfiguration configuration = new InMemoryConfiguration();
    final List<RuntimeException> faults = new ArrayList<>();

    private final Routes routes;
    private final AdminHandler handler;

    AdminFixture() {
        this(new GatewayIdentity());
    }

    AdminFixture(IdentitySource identities) {
        this.routes = Routes.of(configuration);
        this.handler = handler(configuration, identities);
    }

    /** Over another store than {@link #configuration}. */
    AdminFixture(ConfigurationCatalogue catalogue) {
        this.routes = Routes.of(catalogue);
        this.handler = handler(catalogue, new GatewayIdentity());
    }

    private AdminHandler handler(ConfigurationCatalogue catalogue, IdentitySource identities) {
        return new AdminHandler(catalogue, new Authorisation(identities, ROLES), (requestId, fault) -> {
            assertThat(requestId).isEqualTo(Ask.ID);
            faults.add(fault);
        });
    }

    Answer ask(Ask ask) {
        var answer = answer(ask.event());
        assertThat(answer.header("x-request-id")).isEqualTo(Ask.ID);
        if (routes.match(ask.method(), ask.path()) instanceof Routes.Match.Found found) {
            DOCUMENT.check(ask.method(), found.route().template().text(), answer);
        }
        return answer;
    }

    Answer answer(String event) {
        var out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, new NoContext());
            return Answer.read(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
