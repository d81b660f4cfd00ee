package dev.tollgate.upstream.bedrock;

import dev.tollgate.upstream.DialectCaller;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** The dialect with credentials of nobody's, for tests. */
final class TestDialect {
    static final Instant NOW = Instant.parse("2026-11-20T10:00:30.250Z");
    static final String ACCESS_KEY = "AKIDEXAMPLE";
    static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String SESSION = "session/token+=";

    private TestDialect() {}

    static BedrockDialect dialect() {
        return dialect(() -> CompletableFuture.completedFuture(
                AwsSessionCredentialsIdentity.create(ACCESS_KEY, SECRET_KEY, SESSION)));
    }

    static BedrockDialect dialect(Credentials credentials) {
        return new BedrockDialect(new RoleSigner(credentials, "eu-west-1", () -> NOW));
    }

    static DialectCaller caller() {
        return DialectCaller.of(dialect());
    }

    /** Where credentials come from. */
    @FunctionalInterface
    interface Credentials extends IdentityProvider<AwsCredentialsIdentity> {
        CompletableFuture<AwsCredentialsIdentity> resolve();

        @Override
        default Class<AwsCredentialsIdentity> identityType() {
            return AwsCredentialsIdentity.class;
        }

        @Override
        default CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
            return resolve();
        }
    }
}
