package dev.tollgate.proxy;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The way of a call, from top to bottom: who calls, what is called, whether it may, and what it cost. Thread safe.
 *
 * <p>A call is recorded once, when it has ended. Whatever goes wrong, the caller has an answer in its own dialect.
 */
public final class Gateway {
    private static final System.Logger LOGGER = System.getLogger(Gateway.class.getName());

    /** What is left of the function's time, when the provider must have answered, to settle and to say so. */
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(2);

    /** What is left of it to settle alone, where the caller does not take the answer. */
    private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(1);

    private final AccessCheck access;
    private final Admission admission;
    private final Sender sender;
    private final ErrorForms forms;
    private final Deadlines deadlines;
    private final CallLog log;
    private final InstantSource clock;

    /**
     * Puts the parts together.
     *
     * @param stage the stage whose keys are accepted
     * @param settings what an operator may set for the stage
     * @param configuration what is configured; it is asked for every call, so it should be a cached one
     * @param dialects what backends may speak; the first one answers a caller of whom nothing is known
     */
    public Gateway(
            Stage stage,
            GatewaySettings settings,
            Configuration configuration,
            KeyHasher hasher,
            Limiter limiter,
            List<Dialect> dialects,
            UpstreamClient upstream,
            Credentials credentials,
            CallLog log,
            InstantSource clock) {
        this.access = new AccessCheck(stage, configuration, hasher, dialects);
        this.forms = new ErrorForms(settings.errorFormat(), dialects);
        this.admission = new Admission(new CallReader(settings.maxBodyBytes()), credentials, limiter, forms, clock);
        this.sender = new Sender(upstream, clock);
        this.deadlines = new Deadlines(clock);
        this.log = log;
        this.clock = clock;
    }

    /**
     * Answers a call. Returns when the answer is out and paid for, whatever the client does.
     *
     * @throws IllegalStateException for a defect that is met once the reply has begun, so that it does not end as if
     *     complete; without the defect, whose message may quote a body, as the function's runtime logs what it is thrown
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
            log.record(record(request, started, "", request.backend(), "", new Ending.Defect(fault), false));
            if (responder.hasBegun()) {
                throw new IllegalStateException("a defect cut short the reply to call " + request.id());
            }
            client.answer(forms.of(request).error(fault, request.id()), Admission.common(request));
        }
    }

    private CallRecord answer(GatewayRequest request, ClientStream client, Instant started) {
        return switch (access.check(request)) {
            case Access.Denied(var fault, var cause) -> {
                client.answer(forms.of(request).error(fault, request.id()), Admission.common(request));
                var ending = new Ending.Rejected(fault, cause);
                yield record(request, started, "", request.backend(), "", ending, false);
            }
            case Access.Granted granted -> serve(request, granted, client, started);
        };
    }

    /**
     * The backend that was asked, then those that stand in for it. Where none serves, the first one's answer is given; or that
     * of a stand-in that was charged, so that nobody pays for what no answer and no record tells of.
     */
    private CallRecord serve(GatewayRequest request, Access.Granted asked, ClientStream client, Instant started) {
        var subscription = asked.subscription().id();
        var backends = access.withStandIns(asked).iterator();
        var first = Optional.<Outcome.Unserved>empty();
        while (true) {
            var granted = backends.next();
            var outcome = admission.decide(request, granted, admitted -> send(admitted, client));
            switch (outcome) {
                case Outcome.Served served -> {
                    return record(
                            request, started, subscription, granted.backend().id(), served);
                }
                case Outcome.Unserved unserved -> {
                    var isFinal = first.isEmpty() ? !unserved.othersMayServe() : unserved.isCharged();
                    if (isFinal) {
                        client.answer(unserved.reply(), unserved.headers());
                        return record(
                                request,
                                started,
                                subscription,
                                granted.backend().id(),
                                unserved);
                    }
                    first = first.or(() -> Optional.of(unserved));
                    if (!backends.hasNext()) {
                        client.answer(first.get().reply(), first.get().headers());
                        return record(
                                request, started, subscription, asked.backend().id(), first.get());
                    }
                }
            }
        }
    }

    /** Sends what is admitted, relays the reply, and ends the bill: at the latest just before the function is ended. */
    private Outcome send(AdmittedCall admitted, ClientStream client) {
        var deadline = admitted.request().deadline();
        try (var reply = sender.send(admitted, deadline.minus(TIME_TO_ANSWER));
                var _ = deadlines.at(deadline.minus(TIME_TO_SETTLE), () -> {
                    admitted.bill().settle(admitted.wholeReservation());
                    reply.body().close();
                })) {
            return Relay.relay(admitted, reply, client);
        } catch (UpstreamException e) {
            return Relay.fail(admitted, e);
        } finally {
            // Ended already but after a defect. It may have been sent: what was reserved counts as used.
            admitted.bill().settle(admitted.wholeReservation());
        }
    }

    private CallRecord record(
            GatewayRequest request, Instant started, String subscription, String backend, Outcome outcome) {
        return record(
                request, started, subscription, backend, outcome.model(), outcome.ending(), outcome.isUnchecked());
    }

    private CallRecord record(
            GatewayRequest request,
            Instant started,
            String subscription,
            String backend,
            String model,
            Ending ending,
            boolean isUnchecked) {
        return new CallRecord(
                request.id(),
                subscription,
                backend,
                model,
                ending,
                isUnchecked,
                started,
                Duration.between(started, clock.instant()));
    }

    /** The kind and place of a defect without its message, which may quote a body. */
    private static String whereabouts(RuntimeException defect) {
        return defect.getClass().getName() + " at "
                + Arrays.stream(defect.getStackTrace()).limit(8).toList();
    }
}
