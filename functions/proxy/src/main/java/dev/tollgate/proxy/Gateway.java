package dev.tollgate.proxy;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.KeyUse;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamException;
import dev.tollgate.upstream.http.UpstreamReply;
import java.time.Duration;
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
    private final KeyUses keyUses;
    private final Deadlines deadlines;
    private final CallLog log;
    private final InstantSource clock;

    /**
     * Puts the parts together.
     *
     * @param stage the stage whose keys are accepted
     * @param settings what an operator may set for the stage
     * @param configuration what is configured; it is asked for every call, so it should be a cached one
     * @param keyUse where is noted when a key was last used
     * @param dialects what backends may speak; the first one answers a caller of whom nothing is known
     */
    public Gateway(
            Stage stage,
            GatewaySettings settings,
            Configuration configuration,
            KeyHasher hasher,
            Limiter limiter,
            KeyUse keyUse,
            List<Dialect> dialects,
            UpstreamClient upstream,
            Credentials credentials,
            CallLog log,
            InstantSource clock) {
        this.access = new AccessCheck(stage, configuration, hasher, dialects, clock);
        this.forms = new ErrorForms(settings.errorFormat(), dialects);
        this.admission = new Admission(new CallReader(settings.maxBodyBytes()), credentials, limiter, forms, clock);
        this.sender = new Sender(upstream, credentials, clock);
        this.keyUses = new KeyUses(keyUse, clock);
        this.deadlines = new Deadlines(clock);
        this.log = log;
        this.clock = clock;
    }

    /**
     * Answers a call. Returns when the answer is out and paid for; a caller who does not read can hold it until then, but
     * neither the settlement nor the record.
     *
     * @throws IllegalStateException for a defect that is met once the reply has begun, so that it does not end as if
     *     complete; without the defect, whose message may quote a body, as the function's runtime logs what it is thrown
     */
    void handle(GatewayRequest request, Responder responder) {
        var call = new OpenCall(request, new ClientStream(responder), clock, log);
        try {
            answer(call);
        } catch (RuntimeException e) {
            var defect = defect(call, e, Usage.NO_TOKENS, Settlement.DONE);
            call.record("", defect);
            if (responder.hasBegun()) {
                throw cutShort(request);
            }
            call.client().answer(forms.of(request).error(defect.fault(), request.id()), Admission.common(request));
        }
        if (call.isCutShort()) {
            throw cutShort(request);
        }
    }

    private static IllegalStateException cutShort(GatewayRequest request) {
        return new IllegalStateException("a defect cut short the reply to call " + request.id());
    }

    private void answer(OpenCall call) {
        var request = call.request();
        switch (access.check(request)) {
            case Access.Denied(var fault, var cause, var subscription) -> {
                call.client().answer(forms.of(request).error(fault, request.id()), Admission.common(request));
                call.record(subscription, new Ending.Rejected(fault, cause));
            }
            case Access.Granted granted -> {
                serve(call, granted);
                noteUse(call, granted.key());
            }
        }
    }

    /**
     * The backend that was asked, then those that stand in for it, while there is time. Where none serves, the first one's
     * answer is given; or that of a stand-in that was charged, so that nobody pays for what no answer and no record tells of.
     */
    private void serve(OpenCall call, Access.Granted asked) {
        var backends = access.withStandIns(asked).iterator();
        var first = Optional.<Outcome.Unserved>empty();
        while (true) {
            var granted = backends.next();
            switch (admission.decide(call.request(), granted, admitted -> send(call, admitted))) {
                case Outcome.Served served -> {
                    call.record(granted, served);
                    return;
                }
                case Outcome.Unserved unserved -> {
                    var isFinal = first.isEmpty() ? !unserved.othersMayServe() : unserved.isCharged();
                    if (isFinal) {
                        call.answer(granted, unserved);
                        return;
                    }
                    first = first.or(() -> Optional.of(unserved));
                    call.tried(granted, unserved);
                    if (!backends.hasNext() || !hasTime(call.request())) {
                        call.answer(asked, first.get());
                        return;
                    }
                }
            }
        }
    }

    /** Behind the reply and its settlement, and only while there is time: nothing depends on it. */
    private void noteUse(OpenCall call, String key) {
        if (call.wasAdmitted() && hasTime(call.request())) {
            keyUses.note(key);
        }
    }

    private boolean hasTime(GatewayRequest request) {
        return clock.instant().isBefore(request.deadline().minus(TIME_TO_ANSWER));
    }

    /** Sends what is admitted, relays the reply, and ends the bill: at the latest just before the function is ended. */
    private Outcome send(OpenCall call, AdmittedCall admitted) {
        call.admitted();
        var deadline = call.request().deadline();
        try (var sent = sender.send(admitted, deadline.minus(TIME_TO_ANSWER));
                var _ = deadlines.at(deadline.minus(TIME_TO_SETTLE), () -> giveUp(call, admitted, sent.reply()))) {
            return Relay.relay(sent.admitted(), sent.reply(), call.client());
        } catch (UpstreamException e) {
            return Relay.fail(admitted, e);
        } catch (RuntimeException e) {
            // It may have been sent: what was reserved counts as used.
            var charge = admitted.bill().settle(admitted.wholeReservation());
            var defect = defect(call, e, charge.usage(), charge.settlement());
            var reply = admitted.errors().error(defect.fault(), call.request().id());
            return call.client().hasBegun() ? admitted.served(defect) : admitted.unserved(reply, defect, false);
        }
    }

    /** The caller does not take the reply: what it may cost is charged, and told, while there is time. */
    private static void giveUp(OpenCall call, AdmittedCall admitted, UpstreamReply reply) {
        try {
            var charge = admitted.bill().settle(admitted.wholeReservation());
            var ending = new Ending.Answered(
                    reply.head().status(), charge.usage(), charge.settlement(), Ending.Delivery.CLIENT_GONE);
            call.record(admitted.access(), admitted.served(ending));
        } finally {
            reply.body().close();
        }
    }

    private static Ending.Defect defect(OpenCall call, RuntimeException e, Usage usage, Settlement settlement) {
        var id = call.request().id();
        LOGGER.log(System.Logger.Level.ERROR, "call {0} met a defect: {1}", id, whereabouts(e));
        var message = "The gateway failed. Its operator finds this call's id in the log.";
        return new Ending.Defect(new Fault(Fault.Kind.INTERNAL, message), usage, settlement);
    }

    /** The kind and place of a defect without its message, which may quote a body. */
    private static String whereabouts(RuntimeException defect) {
        return defect.getClass().getName() + " at "
                + Arrays.stream(defect.getStackTrace()).limit(8).toList();
    }
}
