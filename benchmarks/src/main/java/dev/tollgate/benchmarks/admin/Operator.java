package dev.tollgate.benchmarks.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.admin.AdminHandler;
import dev.tollgate.admin.Administered;
import dev.tollgate.admin.CredentialStore;
import dev.tollgate.admin.access.Authorisation;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.access.Roles;
import dev.tollgate.admin.access.TokenIdentity;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.dynamodb.DynamoAuditLog;
import dev.tollgate.dynamodb.DynamoConfiguration;
import dev.tollgate.dynamodb.DynamoCorrections;
import dev.tollgate.dynamodb.DynamoHistory;
import dev.tollgate.dynamodb.DynamoKeyUse;
import dev.tollgate.runtime.DetachedContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Asks the admin function's handler as API Gateway does. Thread safe. */
final class Operator {
    static final String CONFIGURATION = "configuration";
    static final String COUNTERS = "counters";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "an-admin-token-of-some-length-for-nobody";

    private final AdminHandler handler;

    Operator(DynamoDbClient tables) {
        var stage = new Administered(
                Stage.SANDBOX,
                new DynamoConfiguration(tables, CONFIGURATION),
                new DynamoAuditLog(tables, CONFIGURATION),
                new KeyHasher(new byte[32]),
                new NoCredentials(),
                new DynamoHistory(tables, COUNTERS),
                new DynamoCorrections(tables, COUNTERS),
                new DynamoKeyUse(tables, COUNTERS),
                InstantSource.system());
        var roles = new Roles(Map.of(TokenIdentity.HOLDER, Role.ADMIN));
        handler = new AdminHandler(
                stage,
                new Authorisation(new TokenIdentity(new Redacted(TOKEN)), roles),
                (requestId, fault) -> fault.printStackTrace());
    }

    private record NoCredentials() implements CredentialStore {
        @Override
        public void put(String name, Redacted value) {
            throw new UnsupportedOperationException("nobody needs one");
        }

        @Override
        public boolean has(String name) {
            return false;
        }
    }

    /** The body of a reply. @throws IllegalStateException if it is a refusal */
    JsonNode ask(String method, String path, Map<String, List<String>> query, String body) throws IOException {
        var event = Map.of(
                "httpMethod",
                method,
                "pathParameters",
                Map.of("proxy", path),
                "multiValueQueryStringParameters",
                query,
                "multiValueHeaders",
                Map.of("Authorization", List.of("Bearer " + TOKEN), "Content-Type", List.of("application/json")),
                "requestContext",
                Map.of("requestId", "benchmark"),
                "body",
                body,
                "isBase64Encoded",
                false);
        var out = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(JSON.writeValueAsBytes(event)), out, new DetachedContext("benchmark"));
        var reply = JSON.readTree(out.toByteArray());
        if (reply.path("statusCode").asInt() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + reply);
        }
        return JSON.readTree(reply.path("body").asText());
    }
}
