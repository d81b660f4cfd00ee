package dev.tollgate.proxy;

import dev.tollgate.upstream.CompletionDefault;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.Route;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the call behind a key: its route, its body, its model. Thread safe. */
final class CallReader {
    /** The largest body that is read: what a Lambda event can hold. */
    static final int MAX_BODY_BYTES = 6 * 1024 * 1024;

    private CallReader() {}

    static ParsedCall read(GatewayRequest request, Access.Granted access) {
        var route = route(request, access.dialect());
        if (route.isEmpty()) {
            return new ParsedCall.Invalid(new Fault(
                    Fault.Kind.UNKNOWN_ROUTE,
                    "%s %s cannot be called here. What can: %s."
                            .formatted(
                                    request.method(),
                                    request.path(),
                                    access.dialect().routes().stream()
                                            .map(Route::toString)
                                            .collect(Collectors.joining(", ")))));
        }
        return unreadable(request)
                .<ParsedCall>map(ParsedCall.Invalid::new)
                .orElseGet(() -> parse(request, access, route.get()));
    }

    private static ParsedCall parse(GatewayRequest request, Access.Granted access, Route route) {
        var parsed = access.dialect().parse(route, request.body(), completionDefault(access));
        return parsed instanceof ParsedCall.Valid(var call) && !call.model().isEmpty()
                ? wrongModel(call, access)
                        .<ParsedCall>map(ParsedCall.Invalid::new)
                        .orElse(parsed)
                : parsed;
    }

    private static Optional<Fault> wrongModel(ModelCall call, Access.Granted access) {
        var model = call.model();
        if (!access.backend().allows(model)) {
            return Optional.of(new Fault(
                    Fault.Kind.UNKNOWN_MODEL,
                    "The model '%s' cannot be called here. What can: %s."
                            .formatted(
                                    model,
                                    access.backend().models().stream().sorted().collect(Collectors.joining(", "))),
                    "model"));
        }
        if (Owners.lackPrice(access, call)) {
            return Optional.of(new Fault(
                    Fault.Kind.UNKNOWN_MODEL,
                    "The model '%s' has no price, and its cost is limited. Tell the gateway's operator."
                            .formatted(model),
                    "model"));
        }
        return Optional.empty();
    }

    private static Optional<Route> route(GatewayRequest request, Dialect dialect) {
        return dialect.routes().stream()
                .filter(route ->
                        route.method().equals(request.method()) && route.path().equals(request.path()))
                .findFirst();
    }

    private static Optional<Fault> unreadable(GatewayRequest request) {
        if (request.body().length > MAX_BODY_BYTES) {
            return Optional.of(new Fault(
                    Fault.Kind.BODY_TOO_LARGE,
                    "The body has %d bytes; at most %d are taken.".formatted(request.body().length, MAX_BODY_BYTES)));
        }
        if (request.headers().get("content-encoding").isPresent()) {
            return Optional.of(
                    new Fault(Fault.Kind.UNSUPPORTED_MEDIA_TYPE, "Compressed bodies are not taken: send plain JSON."));
        }
        var type = request.headers().get("content-type").orElse("application/json");
        if (request.body().length > 0 && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return Optional.of(new Fault(
                    Fault.Kind.UNSUPPORTED_MEDIA_TYPE, "The content type must be application/json, not " + type + "."));
        }
        return Optional.empty();
    }

    /**
     * The default goes into the body only where a quota of the plan or the backend depends on it, be it that of another
     * resource: the model is not known yet. Otherwise the model may write what it wants.
     */
    private static CompletionDefault completionDefault(Access.Granted access) {
        var policy = access.policy();
        return new CompletionDefault(policy.defaultCompletionTokens(), policy.needsMaximum(access.backend()));
    }
}
