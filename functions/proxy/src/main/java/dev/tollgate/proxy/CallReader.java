package dev.tollgate.proxy;

import static java.util.stream.Collectors.joining;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.upstream.CompletionDefault;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.RequestPath;
import dev.tollgate.upstream.Route;
import dev.tollgate.upstream.Target;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the call behind a key: its route, its body, its model. Thread safe. */
final class CallReader {
    private static final Fault NO_PATH = new Fault(
            Fault.Kind.UNKNOWN_ROUTE,
            "This path cannot be called. Write it plainly: in ASCII, without empty parts, and with no slash, dot or percent"
                    + " sign encoded.");

    private final int maxBodyBytes;

    CallReader(int maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
    }

    ParsedCall read(GatewayRequest request, Access.Granted access) {
        return RequestPath.parse(request.path())
                .map(path -> metered(request, access, path)
                        .or(() -> requestCounted(request, access.backend(), path))
                        .orElseGet(() -> new ParsedCall.Invalid(unknownRoute(request, access))))
                .orElseGet(() -> new ParsedCall.Invalid(NO_PATH));
    }

    /** A route of the dialect. */
    private Optional<ParsedCall> metered(GatewayRequest request, Access.Granted access, RequestPath path) {
        for (var operation : access.dialect().operations()) {
            var parameters = operation.route().match(request.method(), path);
            if (parameters.isPresent()) {
                var target = new Target(operation.route(), parameters.get(), request.query());
                return Optional.of(tooLarge(request)
                        .or(() -> notJson(request))
                        .<ParsedCall>map(ParsedCall.Invalid::new)
                        .orElseGet(() -> read(request, access, operation, target)));
            }
        }
        return Optional.empty();
    }

    private static ParsedCall read(GatewayRequest request, Access.Granted access, Operation operation, Target target) {
        var backend = access.backend();
        var parsed = operation
                .reader()
                .read(new IncomingCall(
                        target,
                        request.body(),
                        completionDefault(access),
                        backend.handling().promptEstimation(),
                        Owners.limitCost(access),
                        backend::providersName));
        return parsed instanceof ParsedCall.Valid(var call) && !call.model().equals(ModelName.NONE)
                ? wrongModel(call, access)
                        .<ParsedCall>map(ParsedCall.Invalid::new)
                        .orElse(parsed)
                : parsed;
    }

    /** A route that the operator allows although nothing is known of what it costs; it passes as it is. */
    private Optional<ParsedCall> requestCounted(GatewayRequest request, Backend backend, RequestPath path) {
        var query = new HashSet<>(request.query().keySet());
        query.remove(CallerKey.QUERY_PARAMETER);
        return backend.handling().requestCountedRoutes().stream()
                .map(route -> route.split(" ", 2))
                .map(route -> new Route(route[0], route[1], query))
                .flatMap(route -> route.match(request.method(), path).stream()
                        .map(parameters -> new Target(route, parameters, request.query())))
                .findFirst()
                .map(target -> tooLarge(request)
                        .<ParsedCall>map(ParsedCall.Invalid::new)
                        .orElseGet(() -> new ParsedCall.Valid(ModelCall.withoutInference(target, request.body()))));
    }

    private static Fault unknownRoute(GatewayRequest request, Access.Granted access) {
        var routes = Stream.concat(
                access.dialect().operations().stream()
                        .map(operation -> operation.route().toString()),
                access.backend().handling().requestCountedRoutes().stream().sorted());
        return new Fault(
                Fault.Kind.UNKNOWN_ROUTE,
                ("%s %s cannot be called here: what it costs is not metered. The gateway's operator can allow it, counted by"
                                + " requests alone, in 'requestCountedRoutes' of the backend '%s'. What can be called: %s.")
                        .formatted(
                                request.method(),
                                request.path(),
                                access.backend().id(),
                                routes.collect(joining(", "))));
    }

    private static Optional<Fault> wrongModel(ModelCall call, Access.Granted access) {
        var model = call.model().called();
        if (!access.backend().allows(model)) {
            return Optional.of(new Fault(
                    Fault.Kind.UNKNOWN_MODEL,
                    "The model '%s' cannot be called here. What can: %s."
                            .formatted(model, access.backend().callable().collect(joining(", "))),
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

    private Optional<Fault> tooLarge(GatewayRequest request) {
        if (request.body().length > maxBodyBytes) {
            return Optional.of(new Fault(
                    Fault.Kind.BODY_TOO_LARGE,
                    "The body has %d bytes; at most %d are taken.".formatted(request.body().length, maxBodyBytes)));
        }
        return request.headers()
                .get("content-encoding")
                .map(_ -> new Fault(
                        Fault.Kind.UNSUPPORTED_MEDIA_TYPE, "Compressed bodies are not taken: send the body as it is."));
    }

    private static Optional<Fault> notJson(GatewayRequest request) {
        var type = request.headers().get("content-type").orElse("application/json");
        return request.body().length == 0 || type.toLowerCase(Locale.ROOT).startsWith("application/json")
                ? Optional.empty()
                : Optional.of(
                        new Fault(Fault.Kind.UNSUPPORTED_MEDIA_TYPE, "The content type must be application/json."));
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
