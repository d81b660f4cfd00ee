package dev.tollgate.proxy.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.secrets.SecretsManagerStub;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.MissingCredentialException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The pepper and the credentials as they stand in Secrets Manager, through the SDK and Powertools. */
class StoredSecretsTest {
    private static final SecretNames NAMES = new SecretNames("tollgate/sandbox/");
    private static final String KEY = "sk-a-very-secret-key";

    private final SettableClock clock = new SettableClock("2026-11-20T10:00:00Z");
    private SecretsManagerStub stub;
    private SecretsManagerClient client;
    private StoredCredentials credentials;
    private Pepper pepper;

    @BeforeEach
    void start() throws IOException {
        stub = new SecretsManagerStub();
        client = TestClients.secrets(stub.uri());
        var secrets = new Secrets(new SecretsManager(client), clock);
        credentials = new StoredCredentials(NAMES, secrets);
        pepper = new Pepper(NAMES.pepper(), secrets);
    }

    @AfterEach
    void close() {
        client.close();
        stub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, KEY + "\n", "  " + KEY + "\r\n"})
    void aCredential_isTheSecretOfItsName(String text) {
        stub.put("tollgate/sandbox/credentials/openai", text);

        assertThat(credentials.find("openai")).contains(new Credential.Secret(new Redacted(KEY)));
    }

    @Test
    void theRole_isNoSecret() {
        assertThat(credentials.find(Credentials.AWS_ROLE)).contains(new Credential.AwsRole());
        assertThat(credentials.renewed(Credentials.AWS_ROLE, new Credential.AwsRole()))
                .isEmpty();
        assertThat(stub.asked("tollgate/sandbox/credentials/aws-role")).isZero();
    }

    @Test
    void aMissingCredential_isNamedToTheOperator() {
        assertThatThrownBy(() -> credentials.find("openai"))
                .isInstanceOf(MissingCredentialException.class)
                .hasMessage("the secret 'tollgate/sandbox/credentials/openai' does not exist or is being deleted; "
                        + "it must hold the provider's key as plain text");
        assertThat(stub.asked("tollgate/sandbox/credentials/openai")).isEqualTo(1);
    }

    @Test
    void aSecretThatWaitsForItsDeletion_isNotUsed() {
        stub.put("tollgate/sandbox/credentials/openai", KEY);
        credentials.find("openai");
        stub.failWith(400, "InvalidRequestException");
        clock.advance(Duration.ofMinutes(5));

        assertThatThrownBy(() -> credentials.find("openai")).hasMessageContaining("is being deleted");
    }

    @Test
    void whatMayNotBeRead_isSaidAsAwsSaysIt() {
        stub.failWith(400, "AccessDeniedException");

        assertThatThrownBy(() -> credentials.find("openai"))
                .isInstanceOf(MissingCredentialException.class)
                .hasMessageContainingAll("'tollgate/sandbox/credentials/openai' cannot be read", "as scripted");
    }

    @Test
    void aServiceThatFails_isAskedThreeTimes() {
        stub.failWith(500, "InternalServiceError");

        assertThatThrownBy(() -> credentials.find("openai")).isInstanceOf(MissingCredentialException.class);
        assertThat(stub.asked("tollgate/sandbox/credentials/openai")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{\"key\":\"" + KEY + "\"}", KEY + "\nx: y", KEY + "é"})
    void whatIsNoKey_isNotSent_andNotQuoted(String text) {
        stub.put("tollgate/sandbox/credentials/openai", text);

        var fault = catchThrowable(() -> credentials.find("openai"));

        assertThat(fault)
                .isInstanceOf(MissingCredentialException.class)
                .hasMessageContaining("'tollgate/sandbox/credentials/openai' is no key")
                .hasNoCause();
        assertThat(fault.getMessage()).doesNotContain(KEY);
    }

    @Test
    void aRenewedCredential_isTheOneThatStandsThereNow() {
        stub.put("tollgate/sandbox/credentials/openai", KEY);
        var old = credentials.find("openai").orElseThrow();

        stub.put("tollgate/sandbox/credentials/openai", "sk-new");

        assertThat(credentials.renewed("openai", old)).contains(new Credential.Secret(new Redacted("sk-new")));
    }

    @Test
    void aRenewedCredential_thatIsNoKey_isNone() {
        stub.put("tollgate/sandbox/credentials/openai", KEY);
        var old = credentials.find("openai").orElseThrow();

        stub.put("tollgate/sandbox/credentials/openai", "not a key");

        assertThat(credentials.renewed("openai", old)).isEmpty();
    }

    @Test
    void thePepper_isReadFromHex_ofAnyLengthFrom32Bytes() {
        stub.put("tollgate/sandbox/pepper", "0f".repeat(32));
        assertThat(pepper.get()).hasSize(32).containsOnly(0x0f);

        stub.put("tollgate/sandbox/pepper", "0F".repeat(40) + "\n");
        clock.advance(Duration.ofMinutes(5));
        assertThat(pepper.get()).hasSize(40).containsOnly(0x0f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 62, 65})
    void aPepperOfAnotherLength_isNone_andNotQuoted(int characters) {
        var text = "a".repeat(characters);
        stub.put("tollgate/sandbox/pepper", text);

        assertThatThrownBy(pepper::get)
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessage("the secret 'tollgate/sandbox/pepper' is no pepper: "
                        + "it must be 64 hex characters or more, an even number of them");
    }

    @Test
    void aMissingPepper_isNamedToTheOperator() {
        assertThatThrownBy(pepper::get)
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessage("the secret 'tollgate/sandbox/pepper' does not exist or is being deleted; "
                        + "it must hold the pepper, 64 random hex characters");
    }

    @Test
    void whatHoldsSecrets_doesNotShowThem() {
        stub.put("tollgate/sandbox/credentials/openai", KEY);
        var found = credentials.find("openai");

        assertThat(new Object[] {credentials, found, new Secret.Known(new Redacted(KEY))})
                .extracting(Object::toString)
                .allSatisfy(shown -> assertThat(shown).doesNotContain(KEY));
    }
}
