package dev.tollgate.local.demo.anthropic;

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

/** Anthropic's API. */
public final class Anthropic implements Dialect {
    private static final String VERSION = "anthropic-version";

    private final Models models;

    /** Makes it, with models that are there since then. */
    public Anthropic(Instant started) {
        models = new Models(started);
    }

    /** {@code /v1/models} is OpenAI's too: only the header tells. */
    @Override
    public boolean claims(Request request) {
        return request.header(VERSION).isPresent() || request.path().startsWith("/v1/messages");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/v1/messages", versioned(new Messages())),
                Route.post("/v1/messages/count_tokens", versioned(new CountTokens())),
                Route.get("/v1/models", models::list),
                Route.get("/v1/models/{model}", models::one));
    }

    private static Endpoint versioned(Endpoint endpoint) {
        return request -> request.header(VERSION).isPresent()
                ? endpoint.read(request)
                : new Reading.Refuse(Fault.invalid(VERSION + ": header is required"));
    }

    @Override
    public JsonReply error(Fault fault) {
        var body = instance.objectNode().put("type", "error");
        body.putObject("error").put("type", type(fault.status())).put("message", fault.message());
        return JsonReply.of(fault.status(), body);
    }

    /** By <a href="https://docs.anthropic.com/en/api/errors">the list of errors</a>. */
    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
