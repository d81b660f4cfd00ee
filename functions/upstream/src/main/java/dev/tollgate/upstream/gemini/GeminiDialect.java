package dev.tollgate.upstream.gemini;

import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Google's Gemini API, in both of its versions. A caller's key is never passed on in a query, and neither is ours.
 *
 * @see <a href="https://ai.google.dev/api">the API reference</a>
 */
public final class GeminiDialect implements Dialect {
    private static final List<String> VERSIONS = List.of("v1beta", "v1");

    private final List<Operation> operations = VERSIONS.stream()
            .flatMap(version -> Stream.of(
                    GeminiOperations.generate(version),
                    GeminiOperations.stream(version),
                    GeminiOperations.embed(version),
                    GeminiOperations.embedBatch(version),
                    GeminiOperations.countTokens(version),
                    GeminiOperations.models(version),
                    GeminiOperations.model(version)))
            .toList();

    @Override
    public String id() {
        return "gemini";
    }

    @Override
    public List<Operation> operations() {
        return operations;
    }

    @Override
    public UpstreamRequest authorized(UpstreamRequest request, Credential credential) {
        return switch (credential) {
            case Credential.Secret(var key) -> request.with("x-goog-api-key", key.reveal());
            case Credential.AwsRole _ ->
                throw new IllegalArgumentException("gemini takes an API key, not a role of AWS");
        };
    }

    /** Not {@code accept}: whoever asked for another form than JSON would not be metered. */
    @Override
    public Set<String> requestHeaders() {
        return Set.of("x-server-timeout");
    }

    @Override
    public Set<String> responseHeaders() {
        return Set.of("content-type", "retry-after");
    }

    /** Google sends none, and its clients read none. */
    @Override
    public Map<String, String> rateLimitHeaders(List<QuotaState> quotas, Instant now) {
        return Map.of();
    }

    @Override
    public ErrorForm errors() {
        return new GeminiErrors();
    }
}
