package dev.tollgate.proxy;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamException;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The way of a call, from top to bottom: who calls, what is called, whether it may, and what it cost. Thread safe.
 *
 * <p>A call is recorded once, when it has ended. Whatever goes wrong, the caller has an answer in its own dialect.
 */
public final class Gateway {
    private static final System.Logger LOGGER = System.getLogger(Gateway.class.getName());

    /** What is left of the function's time for the settlement. */
    private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(2);

    /** How long a lease outlives the function: more than clocks differ. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(1);

    private final AccessCheck access;
    private final Limiter limiter;
    private final UpstreamClient upstream;
    private final Credentials credentials;
    private final Relay relay;
    private final CallLog log;
    private final InstantSource clock;
    private final Dialect fallback;

    /**
     * Puts the parts together.
     *
     * @param stage the stage whose keys are accepted
     * @param configuration what is configured; it is asked for every call, so it should be a cached one
     * @param dialects what backends may speak; the first one answers a caller whose backend is not known yet
     */
    public Gateway(
            Stage stage,
            Configuration configuration,
            KeyHasher hasher,
            Limiter limiter,
            List<Dialect> dialects,
            UpstreamClient upstream,
            Credentials credentials,
            CallLog log,
            InstantSource clock) {
        var byId = dialects.stream().collect(Collectors.toMap(Dialect::id, Function.identity()));
        this.access = new AccessCheck(stage, configuration, hasher, byId);
        this.limiter = limiter;
        this.upstream = upstream;
        this.credentials = credentials;
        this.relay = new Relay(clock);
        this.log = log;
        this.clock = clock;
        this.fallback = dialects.getFirst();
    }

    /**
     * Answers a call. Returns when the answer is out and paid for, whatever the client does.
     *
     * @throws RuntimeException for a defect that is met once the reply has begun, so that it does not end as if complete
     */
    void handle(GatewayRequest request, Responder responder) {
        var started = clock.instant();
        var client = new ClientStream(responder);
        try {
            log.record(answer(request, client, started));
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "call {0} met a defect: {1}", request.id(), whereabouts(e));
            var fault =
                    new Fault(Fault.Kind.INTERNAL, "The gateway failed. Its operator finds this call's id in the log.");
            log.record(record(request, started, "", "", new Ending.Defect(fault)));
            if (responder.hasBegun()) {
                throw e;
            }
            client.answer(fallback.error(fault), common(request));
        }
    }

    private CallRecord answer(GatewayRequest request, ClientStream client, Instant started) {
        return switch (access.check(request)) {
            case Access.Denied(var fault, var cause) ->
                record(request, started, "", "", reject(request, fallback, fault, cause, client));
            case Access.Granted granted -> {
                var subscription = granted.subscription().id();
                yield switch (CallReader.read(request, granted)) {
                    case ParsedCall.Invalid(var fault) ->
                        record(
                                request,
                                started,
                                subscription,
                                "",
                                reject(request, granted.dialect(), fault, "", client));
                    case ParsedCall.Valid(var call) -> limit(request, granted, call, client, started);
                };
            }
        };
    }

    /** Steps 4 to 6: reserves, and sends what is admitted. */
    private CallRecord limit(
            GatewayRequest request, Access.Granted granted, ModelCall call, ClientStream client, Instant started) {
        var credential = credentials.find(granted.backend().credential());
        if (credential.isEmpty()) {
            var fault = new Fault(
                    Fault.Kind.UNAVAILABLE,
                    "This gateway has no credential for the backend '%s'. Tell its operator."
                            .formatted(granted.backend().id()));
            return record(request, started, granted, call, reject(request, granted.dialect(), fault, "", client));
        }
        var decision = limiter.reserve(
                Owners.of(granted, call), call.estimate(), request.deadline().plus(LEASE_MARGIN));
        return switch (decision) {
            case Decision.Refused refused ->
                record(request, started, granted, call, refuse(request, granted.dialect(), refused, client));
            case Decision.Undecided(var cause) -> {
                var fault = new Fault(Fault.Kind.UNAVAILABLE, "The quota cannot be checked right now. Try again.");
                var why = String.valueOf(cause.getMessage());
                yield record(request, started, granted, call, reject(request, granted.dialect(), fault, why, client));
            }
            case Decision.Admitted admitted -> {
                var sent = admitOrRelease(request, granted, call, admitted, client);
                var ending = send(request, granted.backend(), credential.get(), sent);
                yield record(request, started, granted, call, ending).unchecked(admitted.isUnchecked());
            }
        };
    }

    private Ending refuse(GatewayRequest request, Dialect dialect, Decision.Refused refused, ClientStream client) {
        var now = clock.instant();
        client.answer(
                dialect.refusal(refused.refusal(), now),
                common(request, RateLimitHeaders.of(dialect, refused.refusal(), refused.quotas(), now)));
        return new Ending.Refused(refused.refusal());
    }

    /** A defect before anything is sent costs the caller nothing. */
    private AdmittedCall admitOrRelease(
            GatewayRequest request,
            Access.Granted granted,
            ModelCall call,
            Decision.Admitted admitted,
            ClientStream client) {
        try {
            return admit(request, granted, call, admitted, client);
        } catch (RuntimeException e) {
            admitted.reservation().release();
            throw e;
        }
    }

    /** What is sent is what was admitted: with a lower maximum, where the call as it came did not fit. */
    private AdmittedCall admit(
            GatewayRequest request,
            Access.Granted granted,
            ModelCall call,
            Decision.Admitted admitted,
            ClientStream client) {
        var dialect = granted.dialect();
        var headers = common(request, RateLimitHeaders.of(dialect, admitted.quotas(), clock.instant()));
        var isLowered = !admitted.estimate().equals(call.estimate());
        var sent = isLowered ? dialect.lowered(call, admitted.estimate()) : call;
        if (isLowered) {
            headers.put("x-tollgate-max-completion-tokens", String.valueOf(sent.maximum()));
        }
        return new AdmittedCall(
                dialect, sent, admitted.reservation(), granted.policy().onMissingUsage(), headers, client);
    }

    private Ending send(GatewayRequest request, Backend backend, Redacted credential, AdmittedCall admitted) {
        try (var reply = upstream.send(upstreamRequest(request, backend, credential, admitted))) {
            return relay.relay(admitted, reply);
        } catch (UpstreamException e) {
            return relay.fail(admitted, e);
        } finally {
            // Open only after a defect. It may have been sent: what was reserved counts as used.
            if (admitted.reservation().isOpen()) {
                admitted.reservation().settle(admitted.wholeReservation());
            }
        }
    }

    private UpstreamRequest upstreamRequest(
            GatewayRequest request, Backend backend, Redacted credential, AdmittedCall admitted) {
        var dialect = admitted.dialect();
        var route = admitted.call().route();
        var headers = request.headers().only(dialect.requestHeaders());
        headers.put("accept-encoding", "identity");
        if (admitted.call().body().length > 0) {
            headers.put("content-type", "application/json");
        }
        var authorization = dialect.authorization(credential);
        headers.put(authorization.getKey(), authorization.getValue());
        return new UpstreamRequest(
                route.method(),
                backend.resolve(route.path()),
                headers,
                admitted.call().body(),
                timeLeft(request));
    }

    private Ending reject(GatewayRequest request, Dialect dialect, Fault fault, String cause, ClientStream client) {
        client.answer(dialect.error(fault), common(request));
        return new Ending.Rejected(fault, cause);
    }

    private Duration timeLeft(GatewayRequest request) {
        var left = Duration.between(clock.instant(), request.deadline()).minus(TIME_TO_SETTLE);
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    private CallRecord record(
            GatewayRequest request, Instant started, Access.Granted granted, ModelCall call, Ending ending) {
        return record(request, started, granted.subscription().id(), call.model(), ending);
    }

    private CallRecord record(
            GatewayRequest request, Instant started, String subscription, String model, Ending ending) {
        return new CallRecord(
                request.id(),
                subscription,
                request.backend(),
                model,
                ending,
                false,
                started,
                Duration.between(started, clock.instant()));
    }

    private static Map<String, String> common(GatewayRequest request) {
        return Map.of("x-request-id", request.id());
    }

    private static Map<String, String> common(GatewayRequest request, Map<String, String> more) {
        var headers = new LinkedHashMap<>(more);
        headers.putAll(common(request));
        return headers;
    }

    /** The kind and place of a defect without its message, which may quote a body. */
    private static String whereabouts(RuntimeException defect) {
        return defect.getClass().getName() + " at "
                + Arrays.stream(defect.getStackTrace()).limit(8).toList();
    }
}
