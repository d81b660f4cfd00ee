package dev.tollgate.admin.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.testkit.secrets.SecretsManagerStub;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class StageSecretsTest {
    private SecretsManagerStub stub;
    private SecretsManagerClient client;
    private StageSecrets secrets;

    @BeforeEach
    void start() throws IOException {
        stub = new SecretsManagerStub();
        client = SecretsManagerClient.builder()
                .endpointOverride(stub.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        secrets = new StageSecrets(client, "tollgate/sandbox/");
    }

    @AfterEach
    void stop() {
        client.close();
        stub.close();
    }

    @Test
    void aCredential_isMadeWhereThereIsNone_andPutOverOneThatThereIs() {
        assertThat(secrets.has("key")).isFalse();

        secrets.put("key", new Redacted("first"));
        secrets.put("key", new Redacted("second"));

        assertThat(secrets.has("key")).isTrue();
        assertThat(client.getSecretValue(request -> request.secretId("tollgate/sandbox/credentials/key"))
                        .secretString())
                .isEqualTo("second");
    }

    @Test
    void thePepper_isRead_andMustBeOne() {
        stub.put("tollgate/sandbox/pepper", "0f".repeat(32));

        assertThat(secrets.pepper()).hasSize(32);

        stub.put("tollgate/sandbox/pepper", "secret");
        assertThatThrownBy(secrets::pepper)
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageStartingWith("the secret 'tollgate/sandbox/pepper' is no pepper");
        stub.remove("tollgate/sandbox/pepper");
        assertThatThrownBy(secrets::pepper).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void aRefusal_isAFaultOfTheStore() {
        stub.failWith(400, "AccessDeniedException");

        assertThatThrownBy(() -> secrets.has("key")).isInstanceOf(StoreException.Unavailable.class);
        assertThatThrownBy(() -> secrets.put("key", new Redacted("sk-secret")))
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageNotContaining("sk-secret");
    }
}
