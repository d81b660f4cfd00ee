package dev.tollgate.upstream.azure;

import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.Route;
import dev.tollgate.upstream.http.UpstreamRequest;
import dev.tollgate.upstream.openai.ModelPlace;
import dev.tollgate.upstream.openai.OpenAiCalls;
import dev.tollgate.upstream.openai.OpenAiHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Azure OpenAI: the dated API, whose paths name a deployment, and the API {@code v1}, whose bodies do.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/reference">the dated API</a>
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/latest">the API v1</a>
 */
public final class AzureOpenAiDialect implements Dialect {
    private static final String DEPLOYMENT = "/openai/deployments/{deployment}";
    private static final String V1 = "/openai/v1";
    private static final Set<String> VERSION = Set.of("api-version");
    private static final ErrorForm ERRORS = new AzureErrors();

    /** By the deployment in the path, whatever model the body names. */
    private static final OpenAiCalls OF_DEPLOYMENT =
            new OpenAiCalls(ModelPlace.path("deployment"), OpenAiCalls.MAX_COMPLETION_TOKENS, ERRORS);

    private static final OpenAiCalls OF_BODY =
            new OpenAiCalls(ModelPlace.BODY, OpenAiCalls.MAX_COMPLETION_TOKENS, ERRORS);

    private final List<Operation> operations = List.of(
            post(DEPLOYMENT + "/chat/completions", OF_DEPLOYMENT.chat()),
            post(DEPLOYMENT + "/completions", OF_DEPLOYMENT.completions()),
            post(DEPLOYMENT + "/embeddings", OF_DEPLOYMENT.embeddings()),
            post("/openai/responses", OF_BODY.responses()),
            post(V1 + "/chat/completions", OF_BODY.chat()),
            post(V1 + "/completions", OF_BODY.completions()),
            post(V1 + "/embeddings", OF_BODY.embeddings()),
            post(V1 + "/responses", OF_BODY.responses()),
            get("/openai/models"),
            get(V1 + "/models"));

    @Override
    public String id() {
        return "azure-openai";
    }

    @Override
    public List<Operation> operations() {
        return operations;
    }

    private static Operation post(String template, Operation.Reader reader) {
        return new Operation(new Route("POST", template, VERSION), reader);
    }

    private static Operation get(String template) {
        return Operation.withoutInference(new Route("GET", template, VERSION));
    }

    @Override
    public UpstreamRequest authorized(UpstreamRequest request, Credential credential) {
        return switch (credential) {
            case Credential.Secret(var key) -> request.with("api-key", key.reveal());
            case Credential.AwsRole _ ->
                throw new IllegalArgumentException(id() + " takes an API key, not a role of AWS");
        };
    }

    /**
     * Not among them is {@code x-ms-oai-image-generation-deployment}: it names a second deployment, and limits are on the
     * first.
     */
    @Override
    public Set<String> requestHeaders() {
        return Set.of("accept", "openai-beta", "x-ms-client-request-id");
    }

    @Override
    public Set<String> responseHeaders() {
        return Set.of(
                "content-type",
                "apim-request-id",
                "openai-processing-ms",
                "openai-version",
                "retry-after",
                "retry-after-ms",
                "x-ms-client-request-id",
                "x-ms-region");
    }

    /** As OpenAI's, with resets in whole seconds. */
    @Override
    public Map<String, String> rateLimitHeaders(List<QuotaState> quotas, Instant now) {
        return OpenAiHeaders.of(quotas, now, AzureOpenAiDialect::seconds);
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.plusNanos(999_999_999).toSeconds());
    }

    @Override
    public ErrorForm errors() {
        return ERRORS;
    }
}
