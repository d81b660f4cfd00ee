package dev.tollgate.upstream.openai;

import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.Route;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OpenAI's API, and that of the servers that speak it too.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference">the API reference</a>
 */
public final class OpenAiDialect implements Dialect {
    private final String id;
    private final List<Operation> operations;

    private OpenAiDialect(String id, String chatMaximum) {
        this.id = id;
        var calls = new OpenAiCalls(ModelPlace.BODY, chatMaximum, new OpenAiErrors());
        this.operations = List.of(
                new Operation(new Route("POST", "/v1/chat/completions"), calls.chat()),
                new Operation(new Route("POST", "/v1/completions"), calls.completions()),
                new Operation(new Route("POST", "/v1/embeddings"), calls.embeddings()),
                new Operation(new Route("POST", "/v1/responses"), calls.responses()),
                Operation.withoutInference(new Route("GET", "/v1/models")),
                Operation.withoutInference(new Route("GET", "/v1/models/{model}")));
    }

    /** {@code openai}: OpenAI itself, whose newer models take {@code max_completion_tokens} alone. */
    public static OpenAiDialect openAi() {
        return new OpenAiDialect("openai", OpenAiCalls.MAX_COMPLETION_TOKENS);
    }

    /** {@code openai-compatible}: servers such as vLLM, Ollama or Mistral's, of which all obey {@code max_tokens}. */
    public static OpenAiDialect compatible() {
        return new OpenAiDialect("openai-compatible", OpenAiCalls.MAX_TOKENS);
    }

    @Override
    public String id() {
        return id;
    }

    /** Stored responses can be neither read nor deleted: they could be another caller's. */
    @Override
    public List<Operation> operations() {
        return operations;
    }

    @Override
    public UpstreamRequest authorized(UpstreamRequest request, Credential credential) {
        return switch (credential) {
            case Credential.Secret(var key) -> request.with("authorization", "Bearer " + key.reveal());
            case Credential.AwsRole _ ->
                throw new IllegalArgumentException(id + " takes an API key, not a role of AWS");
        };
    }

    @Override
    public Set<String> requestHeaders() {
        return Set.of("accept", "openai-beta");
    }

    @Override
    public Set<String> responseHeaders() {
        return Set.of("content-type", "openai-processing-ms", "openai-version", "retry-after", "retry-after-ms");
    }

    @Override
    public Map<String, String> rateLimitHeaders(List<QuotaState> quotas, Instant now) {
        return OpenAiHeaders.of(quotas, now);
    }

    @Override
    public ErrorForm errors() {
        return new OpenAiErrors();
    }
}
