package dev.tollgate.proxy.function;

import dev.tollgate.core.Redacted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.lambda.powertools.parameters.cache.CacheManager;
import software.amazon.lambda.powertools.parameters.secrets.SecretsProvider;

/** AWS Secrets Manager, asked through Powertools. Thread safe. */
final class SecretsManager implements SecretSource {
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final int ATTEMPTS = 3;

    private final SecretsProvider secrets;

    SecretsManager(SecretsManagerClient client) {
        this.secrets = SecretsProvider.builder()
                .withClient(client)
                .withCacheManager(new NoCache())
                .build();
    }

    /** A builder with our attempts and time-outs: a call may wait for the answer. */
    static SecretsManagerClientBuilder client() {
        return SecretsManagerClient.builder()
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .retryStrategy(retries())
                        .build());
    }

    private static StandardRetryStrategy retries() {
        var backoff = BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(500));
        return StandardRetryStrategy.builder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(backoff)
                .circuitBreakerEnabled(false)
                .build();
    }

    @Override
    public Answer ask(String name) {
        try {
            return new Answer.Found(new Redacted(secrets.get(name).strip()));
        } catch (ResourceNotFoundException _) {
            return new Answer.NotFound();
        } catch (InvalidRequestException _) {
            // Said of a secret that waits for its deletion: whoever deleted it means it.
            return new Answer.NotFound();
        } catch (SecretsManagerException e) {
            return new Answer.Failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Its message may quote the reply.
            return new Answer.Failed(e.getClass().getSimpleName());
        }
    }

    /**
     * In place of Powertools' own cache, which cannot be told to forget (as a refused credential must be), keeps nothing once
     * it is too old, and may lose a value between two looks at it where several calls run at once.
     */
    private static final class NoCache extends CacheManager {
        @Override
        public <T> Optional<T> getIfNotExpired(String key, Instant now) {
            return Optional.empty();
        }

        @Override
        public <T> void putInCache(String key, T value) {}
    }
}
