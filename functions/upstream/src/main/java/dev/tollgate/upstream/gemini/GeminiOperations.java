package dev.tollgate.upstream.gemini;

import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.Route;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.json.JsonCalls;
import java.util.Optional;
import java.util.Set;

/** What may be called in one version of the API. */
final class GeminiOperations {
    /** How the reply is written: {@code sse} as events, else as one array. */
    private static final String ALT = "alt";

    private static final Set<String> METERED_FORMS = Set.of("sse", "json");

    private GeminiOperations() {}

    static Operation generate(String version) {
        return new Operation(
                post(version, "generateContent", Set.of()),
                JsonCalls.reader(GenerateCheck::fault, (call, body) -> new GenerateRequest(call, body, false).asked()));
    }

    static Operation stream(String version) {
        return new Operation(
                post(version, "streamGenerateContent", Set.of(ALT)),
                JsonCalls.reader(
                        (call, body) -> form(call).or(() -> GenerateCheck.fault(call, body)),
                        (call, body) -> new GenerateRequest(call, body, true).asked()));
    }

    static Operation embed(String version) {
        return new Operation(post(version, "embedContent", Set.of()), Embedding.one());
    }

    static Operation embedBatch(String version) {
        return new Operation(post(version, "batchEmbedContents", Set.of()), Embedding.batch());
    }

    static Operation countTokens(String version) {
        return new Operation(
                post(version, "countTokens", Set.of()),
                JsonCalls.reader((call, body) -> CalledModel.of(call).fault(body), GeminiOperations::counted));
    }

    static Operation models(String version) {
        return Operation.withoutInference(new Route("GET", "/" + version + "/models", Set.of("pageSize", "pageToken")));
    }

    static Operation model(String version) {
        return new Operation(
                new Route("GET", "/" + version + "/models/{model}"),
                call -> new ParsedCall.Valid(
                        ModelCall.withoutInference(CalledModel.of(call).target(), new byte[0])));
    }

    private static Route post(String version, String method, Set<String> query) {
        return new Route("POST", "/%s/models/{model}:%s".formatted(version, method), query);
    }

    private static ModelCall counted(IncomingCall call, JsonBody body) {
        var model = CalledModel.of(call);
        var changes = model.changes(body);
        return ModelCall.withoutInference(model.target(), model.name(), body.with(changes));
    }

    /** Any other form than these could not be read for its usage. */
    private static Optional<Fault> form(IncomingCall call) {
        return METERED_FORMS.contains(call.target().query().getOrDefault(ALT, "json"))
                ? Optional.empty()
                : Optional.of(Fault.ofField(ALT, "'alt' must be 'sse' or 'json': nothing else can be metered."));
    }
}
