package dev.tollgate.upstream.bedrock;

import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.Route;
import dev.tollgate.upstream.Target;
import dev.tollgate.upstream.http.UpstreamRequest;
import dev.tollgate.upstream.json.JsonCalls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Amazon Bedrock: Converse, which is the same for all models, and InvokeModel, whose bodies are the models' own. Calls that run
 * on after their reply, and streams in both directions, are not part of it.
 *
 * <p>A model's id is in the path. One with slashes, such as an ARN, needs an alias.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Amazon_Bedrock_Runtime.html">the API</a>
 */
public final class BedrockDialect implements Dialect {
    private static final String MODEL = "modelId";

    private final RoleSigner signer;
    private final List<Operation> operations = List.of(
            new Operation(route("converse"), converse()),
            new Operation(route("converse-stream"), converse()),
            new Operation(route("invoke"), invoke()),
            new Operation(route("invoke-with-response-stream"), invoke()),
            new Operation(route("count-tokens"), countTokens()));

    /** @param signer signs the requests to backends that are called under a role */
    public BedrockDialect(RoleSigner signer) {
        this.signer = signer;
    }

    @Override
    public String id() {
        return "bedrock";
    }

    @Override
    public List<Operation> operations() {
        return operations;
    }

    private static Route route(String operation) {
        return new Route("POST", "/model/{%s}/%s".formatted(MODEL, operation));
    }

    private static Operation.Reader converse() {
        return JsonCalls.reader(
                ConverseCheck::fault,
                (call, body) -> GenerationRequest.converse(call, body).asked());
    }

    private static Operation.Reader invoke() {
        return JsonCalls.reader(
                InvokeCheck::fault,
                (call, body) -> ModelFamily.of(model(call))
                                .filter(ModelFamily::writesNothing)
                                .isPresent()
                        ? Embedding.call(call, body)
                        : GenerationRequest.invoke(call, body).asked());
    }

    private static Operation.Reader countTokens() {
        return JsonCalls.reader(
                (call, body) ->
                        NamedModel.faults(call, body).flatMap(Optional::stream).findFirst(),
                (call, _) -> ModelCall.withoutInference(target(call, model(call)), model(call), call.body()));
    }

    /** The model that is called. */
    static ModelName model(IncomingCall call) {
        return call.model(call.target().parameters().getOrDefault(MODEL, ""));
    }

    /** What is asked of this model, by the name that Bedrock knows. */
    static Target target(IncomingCall call, ModelName model) {
        return call.target().with(MODEL, model.sent());
    }

    /** An API key of Bedrock's goes where its SDKs send it; a role signs. */
    @Override
    public UpstreamRequest authorized(UpstreamRequest request, Credential credential) {
        return switch (credential) {
            case Credential.Secret(var key) -> request.with("authorization", "Bearer " + key.reveal());
            case Credential.AwsRole _ -> signer.sign(request);
        };
    }

    /** Not those that choose a dearer tier: what they cost cannot be limited. */
    @Override
    public Set<String> requestHeaders() {
        return Set.of(
                "accept",
                "x-amzn-bedrock-accept",
                "x-amzn-bedrock-guardrailidentifier",
                "x-amzn-bedrock-guardrailversion",
                "x-amzn-bedrock-request-metadata",
                "x-amzn-bedrock-trace");
    }

    @Override
    public Set<String> responseHeaders() {
        return Set.of(
                "content-type",
                "x-amzn-errortype",
                "x-amzn-requestid",
                "x-amzn-bedrock-content-type",
                "x-amzn-bedrock-invocation-latency",
                "x-amzn-bedrock-performanceconfig-latency",
                "x-amzn-bedrock-service-tier",
                InvokeUsage.INPUT,
                InvokeUsage.OUTPUT,
                InvokeUsage.CACHE_READ,
                InvokeUsage.CACHE_WRITE);
    }

    /** Bedrock has none. */
    @Override
    public Map<String, String> rateLimitHeaders(List<QuotaState> quotas, Instant now) {
        return Map.of();
    }

    /** The AWS SDK for Java does, and it knows no {@code x-should-retry}. */
    @Override
    public boolean sleepsAsLongAsTold() {
        return true;
    }

    @Override
    public ErrorForm errors() {
        return new BedrockErrors();
    }
}
