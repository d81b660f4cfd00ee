package dev.tollgate.proxy.function;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.CachedConfiguration;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.KeyUse;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.proxy.CallLog;
import dev.tollgate.proxy.Gateway;
import dev.tollgate.proxy.GatewaySettings;
import dev.tollgate.proxy.ProxyHandler;
import dev.tollgate.proxy.ReplyMode;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.anthropic.AnthropicDialect;
import dev.tollgate.upstream.azure.AzureOpenAiDialect;
import dev.tollgate.upstream.bedrock.BedrockDialect;
import dev.tollgate.upstream.bedrock.RoleSigner;
import dev.tollgate.upstream.gemini.GeminiDialect;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.openai.OpenAiDialect;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * What a stage's function is made of, wherever it runs. Each part is thread safe.
 *
 * @param settings what an operator may set
 * @param mode in which form it replies
 * @param configuration remembers what its store answers
 * @param signer signs for providers that know the function's role
 */
public record StageParts(
        Stage stage,
        GatewaySettings settings,
        ReplyMode mode,
        CachedConfiguration configuration,
        KeyHasher hasher,
        Counters counters,
        KeyUse keyUse,
        UpstreamClient upstream,
        Credentials credentials,
        RoleSigner signer,
        CallLog log,
        InstantSource clock) {
    /** Puts them together. Nothing is asked of any of them yet. */
    public ProxyHandler handler() {
        var limiter = new Limiter(counters, clock, new SecureRandom(), Executors.newVirtualThreadPerTaskExecutor());
        var gateway = new Gateway(
                stage,
                settings,
                configuration,
                hasher,
                limiter,
                keyUse,
                dialects(signer),
                upstream,
                credentials,
                log,
                clock);
        return new ProxyHandler(gateway, mode, clock);
    }

    /** All dialects there are. The first one answers a caller of whom nothing is known. */
    public static List<Dialect> dialects(RoleSigner signer) {
        return List.of(
                OpenAiDialect.openAi(),
                OpenAiDialect.compatible(),
                new AzureOpenAiDialect(),
                new AnthropicDialect(),
                new GeminiDialect(),
                new BedrockDialect(signer));
    }
}
