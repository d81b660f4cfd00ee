package dev.tollgate.local.demo.gemini;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import dev.tollgate.local.demo.serving.Dialect;
import dev.tollgate.local.demo.serving.Fault;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Request;
import dev.tollgate.local.demo.serving.Route;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Gemini API, under {@code /v1beta} and {@code /v1}. */
public final class Gemini implements Dialect {
    private static final Pattern METHOD = Pattern.compile("/v1/models/[^/]+:[a-zA-Z]+");

    /** {@code /v1/models} is OpenAI's too: only where the key is tells. */
    @Override
    public boolean claims(Request request) {
        return request.path().startsWith("/v1beta/")
                || METHOD.matcher(request.path()).matches()
                || request.header("x-goog-api-key").isPresent()
                || request.query().containsKey("key");
    }

    @Override
    public List<Route> routes() {
        return Stream.of("/v1beta", "/v1").flatMap(Gemini::routes).toList();
    }

    private static Stream<Route> routes(String base) {
        var model = base + "/models/{model}";
        return Stream.of(
                Route.post(model + ":generateContent", GenerateContent.whole()),
                Route.post(model + ":streamGenerateContent", GenerateContent.streamed()),
                Route.post(model + ":embedContent", new EmbedContent()),
                Route.post(model + ":batchEmbedContents", new BatchEmbedContents()),
                Route.post(model + ":countTokens", new CountTokens()),
                Route.get(base + "/models", Models::list),
                Route.get(model, Models::one));
    }

    /** A {@code google.rpc.Status}. */
    @Override
    public JsonReply error(Fault fault) {
        var body = instance.objectNode();
        body.putObject("error")
                .put("code", fault.status())
                .put("message", fault.message())
                .put("status", status(fault.status()));
        return JsonReply.of(fault.status(), body);
    }

    /** By the HTTP mapping of <a href="https://cloud.google.com/apis/design/errors">Google's errors</a>. */
    private static String status(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 499 -> "CANCELLED";
            case 501 -> "UNIMPLEMENTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }
}
