package dev.tollgate.local.demo.openai;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import dev.tollgate.local.demo.serving.Dialect;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Fault;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import dev.tollgate.local.demo.serving.Route;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Azure's form of OpenAI's API: by deployments, whose names decide the behaviour, and as OpenAI's own under another path. */
public final class AzureOpenAi implements Dialect {
    private static final String DEPLOYMENT = "/openai/deployments/{deployment}";

    private final OpenAi openAi;

    /** Makes it, with models that are there since then. */
    public AzureOpenAi(Instant started) {
        openAi = new OpenAi(started);
    }

    @Override
    public boolean claims(Request request) {
        return request.path().startsWith("/openai/");
    }

    @Override
    public List<Route> routes() {
        return Stream.concat(deployments(), openAi.routes("/openai/v1").stream())
                .toList();
    }

    private static Stream<Route> deployments() {
        return Stream.of(
                Route.post(DEPLOYMENT + "/chat/completions", versioned(new Filtered(new ChatCompletions()))),
                Route.post(DEPLOYMENT + "/completions", versioned(new Filtered(new LegacyCompletions()))),
                Route.post(DEPLOYMENT + "/embeddings", versioned(new Embeddings())));
    }

    /** Without a version, Azure finds nothing. */
    private static Endpoint versioned(Endpoint endpoint) {
        return request -> request.query().containsKey("api-version")
                ? endpoint.read(request)
                : new Reading.Refuse(Fault.unknownPath());
    }

    /** Azure's error object: the code is the status, as a text. */
    @Override
    public JsonReply error(Fault fault) {
        var body = instance.objectNode();
        body.putObject("error").put("code", String.valueOf(fault.status())).put("message", fault.message());
        return JsonReply.of(fault.status(), body);
    }
}
