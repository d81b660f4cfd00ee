package dev.tollgate.upstream.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.Route;
import dev.tollgate.upstream.Target;
import dev.tollgate.upstream.http.UpstreamRequest;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.json.JsonCalls;
import dev.tollgate.upstream.json.OtherModels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Anthropic's Messages API. Batches and files are not part of it: what they cost is not in their replies.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">the API reference</a>
 */
public final class AnthropicDialect implements Dialect {
    private static final String VERSION_HEADER = "anthropic-version";

    /** What a call gets that names no version: the only one there is since 2023. */
    private static final String VERSION = "2023-06-01";

    /** SDKs call their beta resources at the same paths with {@code beta=true}. */
    private static final Set<String> BETA = Set.of("beta");

    private static final Set<String> PAGE = Set.of("beta", "limit", "after_id", "before_id");

    private final List<Operation> operations = List.of(
            new Operation(
                    new Route("POST", "/v1/messages", BETA),
                    JsonCalls.reader(MessagesCheck::fault, (call, body) -> new MessagesRequest(call, body).asked())),
            new Operation(new Route("POST", "/v1/messages/count_tokens", BETA), countTokens()),
            Operation.withoutInference(new Route("GET", "/v1/models", PAGE)),
            new Operation(new Route("GET", "/v1/models/{model}", BETA), model()));

    @Override
    public String id() {
        return "anthropic";
    }

    @Override
    public List<Operation> operations() {
        return operations;
    }

    private static Operation.Reader countTokens() {
        return JsonCalls.reader(
                (_, body) -> wrongName(new FieldChecks(body)),
                (call, body) ->
                        counted(call.target(), call.model(body.get("model").asText()), body));
    }

    private static Optional<Fault> wrongName(FieldChecks fields) {
        return Stream.of(
                        Stream.of(fields.modelName("model")),
                        fields.spelling(Set.of("model")),
                        OtherModels.faults(fields))
                .flatMap(faults -> faults)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static ModelCall counted(Target target, ModelName model, JsonBody body) {
        return ModelCall.withoutInference(target, model, body.with(aliasChange(model)));
    }

    private static Operation.Reader model() {
        return call -> {
            var model = call.model(call.target().parameters().getOrDefault("model", ""));
            return new ParsedCall.Valid(
                    ModelCall.withoutInference(call.target().with("model", model.sent()), new byte[0]));
        };
    }

    /** What changes in a body that names this model. */
    static Map<String, JsonNode> aliasChange(ModelName model) {
        return model.isAlias() ? Map.of("model", TextNode.valueOf(model.sent())) : Map.of();
    }

    @Override
    public UpstreamRequest authorized(UpstreamRequest request, Credential credential) {
        return switch (credential) {
            case Credential.Secret(var key) -> versioned(request).with("x-api-key", key.reveal());
            case Credential.AwsRole _ ->
                throw new IllegalArgumentException("anthropic takes an API key, not a role of AWS");
        };
    }

    private static UpstreamRequest versioned(UpstreamRequest request) {
        return request.headers().containsKey(VERSION_HEADER) ? request : request.with(VERSION_HEADER, VERSION);
    }

    @Override
    public Set<String> requestHeaders() {
        return Set.of("accept", VERSION_HEADER, "anthropic-beta");
    }

    /** SDKs show {@code request-id} to their users: it is the provider's, ours is {@code x-request-id}. */
    @Override
    public Set<String> responseHeaders() {
        return Set.of("content-type", "request-id", "retry-after", "x-should-retry");
    }

    @Override
    public Map<String, String> rateLimitHeaders(List<QuotaState> quotas, Instant now) {
        return AnthropicHeaders.of(quotas);
    }

    @Override
    public ErrorForm errors() {
        return new AnthropicErrors();
    }
}
