package dev.tollgate.admin.function;

import dev.tollgate.admin.CredentialStore;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.store.StoreException;
import java.util.HexFormat;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The stage's secrets in AWS Secrets Manager, by the names that the proxy function has for them. The pepper is read, with every
 * key that is made; credentials are written, and never read. Thread safe.
 *
 * @param prefix how their names begin, with a slash at its end
 */
record StageSecrets(SecretsManagerClient client, String prefix) implements CredentialStore {
    /** @throws StoreException.Unavailable if there is none, with a message for the operator */
    byte[] pepper() {
        var name = prefix + "pepper";
        var text = guard(
                name,
                () -> client.getSecretValue(request -> request.secretId(name)).secretString());
        if (text == null || !text.strip().matches("(?:[0-9a-fA-F]{2}){32,}")) {
            throw new StoreException.Unavailable("the secret '" + name
                    + "' is no pepper: it must be 64 hex characters or more, an even number of them");
        }
        return HexFormat.of().parseHex(text.strip());
    }

    @Override
    public void put(String name, Redacted value) {
        var secret = secret(name);
        guard(secret, () -> {
            try {
                return client.putSecretValue(request -> request.secretId(secret).secretString(value.reveal()));
            } catch (ResourceNotFoundException _) {
                return create(secret, value);
            }
        });
    }

    /** Somebody else may have made it meanwhile. */
    private Object create(String secret, Redacted value) {
        try {
            return client.createSecret(request -> request.name(secret).secretString(value.reveal()));
        } catch (ResourceExistsException _) {
            return client.putSecretValue(request -> request.secretId(secret).secretString(value.reveal()));
        }
    }

    /** One that waits for its deletion is none. */
    @Override
    public boolean has(String name) {
        var secret = secret(name);
        return guard(secret, () -> {
            try {
                return client.describeSecret(request -> request.secretId(secret))
                                .deletedDate()
                        == null;
            } catch (ResourceNotFoundException _) {
                return false;
            }
        });
    }

    private String secret(String name) {
        return prefix + "credentials/" + name;
    }

    /** What the SDK says may quote a request: its kind must do. */
    private static <T> T guard(String secret, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (SdkException e) {
            throw new StoreException.Unavailable("the secret '%s' cannot be had: %s"
                    .formatted(secret, e.getClass().getSimpleName()));
        }
    }
}
