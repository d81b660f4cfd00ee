package dev.tollgate.admin.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.admin.access.Principal;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.access.Roles;
import dev.tollgate.core.Stage;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.runtime.DetachedContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class AdminFunctionTest {
    private static final Map<String, String> GOOD = Map.of(
            "TOLLGATE_STAGE", "sandbox",
            "TOLLGATE_CONFIGURATION_TABLE", "configuration",
            "TOLLGATE_COUNTERS_TABLE", "counters",
            "TOLLGATE_SECRETS_PREFIX", "tollgate/sandbox/",
            "TOLLGATE_ADMIN_ROLES", "viewer=group:staff");

    @Test
    void theEnvironment_isRead() {
        assertThat(AdminEnvironment.of(GOOD))
                .isEqualTo(new AdminEnvironment(
                        Stage.SANDBOX,
                        "configuration",
                        "counters",
                        "tollgate/sandbox/",
                        new Roles(Map.of(new Principal.Group("staff"), Role.VIEWER))));
    }

    @Test
    void allThatIsMissing_isSaidAtOnce() {
        assertThatThrownBy(() -> AdminEnvironment.of(Map.of("TOLLGATE_STAGE", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "TOLLGATE_STAGE is not set: it must be production or sandbox; TOLLGATE_CONFIGURATION_TABLE is not set:"
                                + " it must be the name of the stage's configuration table; TOLLGATE_COUNTERS_TABLE is not set: it must be"
                                + " the name of the stage's counter table; TOLLGATE_SECRETS_PREFIX is not set: it must be"
                                + " how the stage's secrets begin, with a slash at its end: tollgate/sandbox/; TOLLGATE_ADMIN_ROLES is not set: it"
                                + " must be who is viewer, operator or admin:"
                                + " viewer=arn:aws:iam::123456789012:role/Readers,group:staff;admin=...");
    }

    @ParameterizedTest
    @CsvSource({
        "TOLLGATE_STAGE, Sandbox",
        "TOLLGATE_STAGE, test",
        "TOLLGATE_CONFIGURATION_TABLE, a b",
        "TOLLGATE_SECRETS_PREFIX, tollgate",
        "TOLLGATE_ADMIN_ROLES, viewer",
        "TOLLGATE_ADMIN_ROLES, viewer=token"
    })
    void whatIsWrong_isNamed(String variable, String value) {
        var wrong = new HashMap<>(GOOD);
        wrong.put(variable, value);

        assertThatThrownBy(() -> AdminEnvironment.of(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(variable + " must be ")
                .hasMessageEndingWith(", not '" + value + "'");
    }

    /** Nothing listens where the table is said to be: it is the request that fails. */
    @Test
    void theFunction_isMadeWithoutAConnection() throws IOException {
        var faults = new ArrayList<RuntimeException>();
        try (var nowhere = DynamoClients.builder(DynamoClients.Timeouts.PATIENT)
                        .endpointOverride(URI.create("http://localhost:1"))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build();
                var secrets = SecretsManagerClient.builder()
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build()) {
            var function = new AdminFunction(
                    AdminEnvironment.of(GOOD), nowhere, secrets, (requestId, fault) -> faults.add(fault));
            var out = new ByteArrayOutputStream();

            function.handleRequest(
                    new ByteArrayInputStream("""
                            {"httpMethod": "GET", "pathParameters": {"proxy": "policies"}, "requestContext": {
                               "requestId": "r", "authorizer": {"claims": {"sub": "jane", "cognito:groups": "staff"}}}}""".getBytes(UTF_8)), out, new DetachedContext("function-call-1"));

            assertThat(new ObjectMapper()
                            .readTree(out.toByteArray())
                            .path("statusCode")
                            .asInt())
                    .isEqualTo(503);
            assertThat(faults).hasOnlyElementsOfType(StoreException.class).hasSize(1);
        }
    }
}
