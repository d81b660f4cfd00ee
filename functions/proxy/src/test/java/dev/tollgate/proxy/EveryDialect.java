package dev.tollgate.proxy;

import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.anthropic.AnthropicDialect;
import dev.tollgate.upstream.azure.AzureOpenAiDialect;
import dev.tollgate.upstream.bedrock.BedrockDialect;
import dev.tollgate.upstream.bedrock.RoleSigner;
import dev.tollgate.upstream.gemini.GeminiDialect;
import dev.tollgate.upstream.openai.OpenAiDialect;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** All dialects there are. */
final class EveryDialect {
    static final List<Dialect> LIST = List.of(
            OpenAiDialect.openAi(),
            OpenAiDialect.compatible(),
            new AzureOpenAiDialect(),
            new AnthropicDialect(),
            new GeminiDialect(),
            new BedrockDialect(new RoleSigner(new Role(), "us-east-1", InstantSource.system())));

    private EveryDialect() {}

    private static final class Role implements IdentityProvider<AwsCredentialsIdentity> {
        @Override
        public Class<AwsCredentialsIdentity> identityType() {
            return AwsCredentialsIdentity.class;
        }

        @Override
        public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
            return CompletableFuture.completedFuture(AwsCredentialsIdentity.create("AKIDEXAMPLE", "secret"));
        }
    }
}
