package dev.tollgate.proxy;

import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.MissingCredentialException;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ParsedCall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Whether a call may be sent to a backend: it is read, its credential found, and what it may use reserved. Thread safe;
 * blocks for the counters.
 */
final class Admission {
    /** How long a lease outlives the function: more than clocks differ. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(1);

    private final CallReader reader;
    private final Credentials credentials;
    private final Limiter limiter;
    private final ErrorForms forms;
    private final InstantSource clock;

    Admission(CallReader reader, Credentials credentials, Limiter limiter, ErrorForms forms, InstantSource clock) {
        this.reader = reader;
        this.credentials = credentials;
        this.limiter = limiter;
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * Decides, and goes on with the call if it is admitted.
     *
     * @param send ends the call's bill, whatever happens
     */
    Outcome decide(GatewayRequest request, Access.Granted granted, Function<AdmittedCall, Outcome> send) {
        var errors = forms.of(granted);
        return switch (reader.read(request, granted)) {
            case ParsedCall.Invalid(var fault) -> rejected(request, errors, fault, "", "");
            case ParsedCall.Valid(var call) -> {
                try {
                    yield reserve(request, granted, call, credential(granted), errors, send);
                } catch (MissingCredentialException e) {
                    var cause = String.valueOf(e.getMessage());
                    yield rejected(
                            request, errors, noCredential(granted), call.model().sent(), cause);
                }
            }
        };
    }

    private Outcome reserve(
            GatewayRequest request,
            Access.Granted granted,
            ModelCall call,
            Credential credential,
            ErrorForm errors,
            Function<AdmittedCall, Outcome> send) {
        var model = call.model().sent();
        var decision = limiter.reserve(
                Owners.of(granted, call), call.estimate(), request.deadline().plus(LEASE_MARGIN));
        return switch (decision) {
            case Decision.Refused refused -> refused(request, granted, refused, errors, model);
            case Decision.Undecided(var cause) ->
                rejected(
                        request,
                        errors,
                        new Fault(Fault.Kind.UNAVAILABLE, "The quota cannot be checked right now. Try again."),
                        model,
                        String.valueOf(cause.getMessage()));
            case Decision.Admitted admitted ->
                send.apply(preparedOrReleased(request, granted, call, credential, admitted, errors));
        };
    }

    private Credential credential(Access.Granted granted) {
        var name = granted.backend().credential();
        return credentials
                .find(name)
                .orElseThrow(() -> new MissingCredentialException("there is no credential '" + name + "'"));
    }

    /** A defect before anything is sent costs the caller nothing. */
    private AdmittedCall preparedOrReleased(
            GatewayRequest request,
            Access.Granted granted,
            ModelCall call,
            Credential credential,
            Decision.Admitted admitted,
            ErrorForm errors) {
        var bill = new Bill(admitted.reservation());
        try {
            var sent = asAdmitted(call, admitted.estimate());
            var headers = RateLimitHeaders.of(granted.dialect(), admitted.quotas(), clock.instant());
            headers.putAll(common(request));
            if (!sent.equals(call)) {
                headers.put("x-tollgate-max-completion-tokens", String.valueOf(sent.maximum()));
            }
            var outgoing = OutgoingRequest.of(request, granted, sent, credential, Duration.ZERO);
            return new AdmittedCall(
                    request, granted, sent, outgoing, credential, bill, headers, errors, admitted.isUnchecked());
        } catch (RuntimeException e) {
            bill.release();
            throw e;
        }
    }

    /** With a lower maximum, where the call as it came did not fit. */
    private static ModelCall asAdmitted(ModelCall call, Estimate admitted) {
        return admitted.equals(call.estimate()) ? call : call.lowered(admitted);
    }

    private Outcome refused(
            GatewayRequest request, Access.Granted granted, Decision.Refused refused, ErrorForm errors, String model) {
        var now = clock.instant();
        var refusal = refused.refusal();
        var headers = new LinkedHashMap<>(RateLimitHeaders.of(granted.dialect(), refusal, refused.quotas(), now));
        headers.putAll(common(request));
        var reply = errors.refusal(refusal, request.id(), now);
        return new Outcome.Unserved(
                reply, headers, new Ending.Refused(refusal, reply.status()), model, false, refusal.isOfBackend());
    }

    private static Fault noCredential(Access.Granted granted) {
        return new Fault(
                Fault.Kind.UNAVAILABLE,
                "This gateway has no credential for the backend '%s'. Tell its operator."
                        .formatted(granted.backend().id()));
    }

    private static Outcome rejected(GatewayRequest request, ErrorForm errors, Fault fault, String model, String cause) {
        return new Outcome.Unserved(
                errors.error(fault, request.id()),
                common(request),
                new Ending.Rejected(fault, cause),
                model,
                false,
                false);
    }

    /** What every reply carries. */
    static Map<String, String> common(GatewayRequest request) {
        return Map.of("x-request-id", request.id());
    }
}
