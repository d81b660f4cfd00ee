package dev.tollgate.local.demo.openai;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import dev.tollgate.local.demo.serving.Dialect;
import dev.tollgate.local.demo.serving.Fault;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Request;
import dev.tollgate.local.demo.serving.Route;
import java.time.Instant;
import java.util.List;

/** OpenAI's API. Claims what nobody else does. */
public final class OpenAi implements Dialect {
    private final Models models;

    /** Makes it, with models that are there since then. */
    public OpenAi(Instant started) {
        models = new Models(started);
    }

    @Override
    public boolean claims(Request request) {
        return true;
    }

    @Override
    public List<Route> routes() {
        return routes("/v1");
    }

    /** The same API under another path. */
    List<Route> routes(String base) {
        return List.of(
                Route.post(base + "/chat/completions", new ChatCompletions()),
                Route.post(base + "/completions", new LegacyCompletions()),
                Route.post(base + "/embeddings", new Embeddings()),
                Route.post(base + "/responses", new Responses()),
                Route.get(base + "/models", models::list),
                Route.get(base + "/models/{model}", models::one));
    }

    /** The error object, always with its four fields. */
    @Override
    public JsonReply error(Fault fault) {
        var body = instance.objectNode();
        body.putObject("error")
                .put("message", fault.message())
                .put("type", type(fault.status()))
                .put("param", fault.field().isEmpty() ? null : fault.field())
                .put(
                        "code",
                        switch (fault.reason()) {
                            case INVALID -> null;
                            case UNKNOWN_PATH -> "unknown_url";
                            case NO_KEY -> "invalid_api_key";
                            case WANTED -> fault.status() == 429 ? "rate_limit_exceeded" : "demo_error";
                        });
        return JsonReply.of(fault.status(), body);
    }

    private static String type(int status) {
        if (status == 429) {
            return "requests";
        }
        return status < 500 ? "invalid_request_error" : "server_error";
    }
}
