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
import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationStore;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.runtime.DetachedContext;
import dev.tollgate.testkit.InMemoryConfiguration;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.InMemoryKeyUse;
import dev.tollgate.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The admin function over a configuration in memory. Every reply is held against {@code openapi.yaml}. */
final class AdminFixture {
    /** A role of IAM for each role, and a group for viewers. */
    static final Roles ROLES = new Roles(
            Map.of(
                    new Principal.IamRole(Ask.ACCOUNT, "Tollgate-viewer"),
                    Role.VIEWER,
                    new Principal.IamRole(Ask.ACCOUNT, "Tollgate-operator"),
                    Role.OPERATOR,
                    new Principal.IamRole(Ask.ACCOUNT, "Tollgate-admin"),
                    Role.ADMIN,
                    new Principal.Group("staff"),
                    Role.VIEWER,
                    TokenIdentity.HOLDER,
                    Role.ADMIN),
            Map.of(
                    "Acme Ltd",
                    Map.of(
                            new Principal.Group("acme-viewers"),
                            Role.VIEWER,
                            new Principal.Group("acme"),
                            Role.OPERATOR),
                    "Other",
                    Map.of(new Principal.Group("other"), Role.ADMIN)));

    private static final ApiDocument DOCUMENT = new ApiDocument();

    final InMemoryConfiguration configuration = new InMemoryConfiguration();
    final List<RuntimeException> faults = new CopyOnWriteArrayList<>();

    /** What the credentials are, by name. */
    final Map<String, Redacted> credentials = new ConcurrentHashMap<>();

    final InMemoryCounters counters = new InMemoryCounters();
    final InMemoryKeyUse keyUse = new InMemoryKeyUse();
    final SettableClock clock;

    private final Routes routes;
    private final AdminHandler handler;

    AdminFixture() {
        this(new GatewayIdentity());
    }

    AdminFixture(IdentitySource identities) {
        this(identities, "2026-11-21T10:00:00Z");
    }

    AdminFixture(String moment) {
        this(new GatewayIdentity(), moment);
    }

    private AdminFixture(IdentitySource identities, String moment) {
        this.clock = new SettableClock(moment);
        var stage = stage(configuration);
        this.routes = Routes.of(stage);
        this.handler = handler(stage, identities);
    }

    /** Over another store than {@link #configuration}. */
    AdminFixture(ConfigurationStore store) {
        this.clock = new SettableClock("2026-11-21T10:00:00Z");
        var stage = stage(store);
        this.routes = Routes.of(stage);
        this.handler = handler(stage, new GatewayIdentity());
    }

    /** The routes, as {@code GET /policies}. */
    static List<String> routes() {
        return new AdminFixture().routes.names();
    }

    /** Everything that a write could change. */
    String everything() {
        var objects = Stream.of(Policy.class, Backend.class, Subscription.class, ApiKey.class, PriceTable.class)
                .map(kind -> configuration.list(kind, PageRequest.first(1_000)).toString());
        return Stream.concat(objects, Stream.of(entries(), credentials, counters.writes()))
                .map(String::valueOf)
                .toList()
                .toString();
    }

    /** The audit log, the newest entry first. */
    List<AuditEntry> entries() {
        return configuration
                .entries(new AuditLog.AuditQuery(
                        Optional.empty(), Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"), "", 1_000))
                .entries();
    }

    private Administered stage(ConfigurationStore store) {
        return new Administered(
                Stage.SANDBOX,
                store,
                configuration,
                new KeyHasher(new byte[32]),
                new CredentialsInMemory(credentials),
                counters,
                counters,
                keyUse,
                clock);
    }

    private record CredentialsInMemory(Map<String, Redacted> all) implements CredentialStore {
        @Override
        public void put(String name, Redacted value) {
            all.put(name, value);
        }

        @Override
        public boolean has(String name) {
            return all.containsKey(name);
        }
    }

    private AdminHandler handler(Administered stage, IdentitySource identities) {
        return new AdminHandler(stage, new Authorisation(identities, ROLES), (requestId, fault) -> {
            assertThat(requestId).isEqualTo(Ask.ID);
            faults.add(fault);
        });
    }

    /** Asks, and holds request and reply against the document. */
    Answer ask(Ask ask) {
        var answer = answer(ask.event());
        assertThat(answer.header("x-request-id")).isEqualTo(Ask.ID);
        if (routes.match(ask.method(), ask.path()) instanceof Routes.Match.Found found) {
            var template = found.route().template().text();
            DOCUMENT.check(ask.method(), template, answer);
            if (answer.status() < 300
                    && !List.of("GET", "DELETE").contains(ask.method())
                    && !ask.body().isEmpty()) {
                DOCUMENT.checkBody(ask.method(), template, ask.body());
            }
        }
        return answer;
    }

    Answer answer(String event) {
        var out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(UTF_8)), out, new DetachedContext("function-call-1"));
            return Answer.read(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
