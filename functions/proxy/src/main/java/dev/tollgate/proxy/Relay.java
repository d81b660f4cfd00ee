package dev.tollgate.proxy;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Route;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.UpstreamException;
import dev.tollgate.upstream.http.UpstreamReply;
import dev.tollgate.upstream.sse.SseEvent;
import dev.tollgate.upstream.sse.SseReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Passes a provider's reply on while it comes, finds out what it cost, and ends the reservation. A reply that was begun is
 * paid for, whatever becomes of it: by its usage figure, or where it has none as the plan says. Thread safe.
 */
final class Relay {
    /** How long a stream is read on for its usage figure once the caller has gone: the provider bills it all the same. */
    private static final Duration READ_ON = Duration.ofMinutes(1);

    /** The largest reply that is held in memory; a stream may be as long as it wants. */
    private static final int MAX_WHOLE_REPLY = 32 * 1024 * 1024;

    private final InstantSource clock;

    Relay(InstantSource clock) {
        this.clock = clock;
    }

    /** Passes any reply on. */
    Ending relay(AdmittedCall admitted, UpstreamReply reply) {
        if (reply.status() == 401 || reply.status() == 403) {
            return fail(
                    admitted,
                    new UpstreamException(
                            UpstreamException.Kind.BROKEN, "it does not accept this gateway's credential"));
        }
        if (!reply.isSuccess()) {
            return error(admitted, reply);
        }
        return reply.isEventStream() ? stream(admitted, reply) : whole(admitted, reply);
    }

    /**
     * Answers for a provider that did not. If it gave up itself, nothing is charged; if we ended the call, the provider may
     * have been at work and may bill it, and the reservation is.
     */
    Ending fail(AdmittedCall admitted, IOException failure) {
        var isOurDoing = failure instanceof UpstreamException upstream && upstream.isOurDoing();
        var reservation = admitted.reservation();
        var usage = isOurDoing ? admitted.wholeReservation() : Usage.NO_TOKENS;
        var settlement = isOurDoing ? reservation.settle(usage) : reservation.release();
        var fault = faultOf(failure);
        admitted.client().answer(admitted.dialect().error(fault), admitted.headers());
        return new Ending.UpstreamFailed(fault, usage, settlement);
    }

    /** What a provider's failure is called towards the caller. */
    private static Fault faultOf(IOException failure) {
        return failure instanceof UpstreamException upstream && upstream.isTimeout()
                ? new Fault(Fault.Kind.UPSTREAM_TIMEOUT, "The provider took too long: " + failure.getMessage() + ".")
                : new Fault(Fault.Kind.UPSTREAM_FAILED, "The provider failed: " + failure.getMessage() + ".");
    }

    private Ending error(AdmittedCall admitted, UpstreamReply reply) {
        try {
            var body = readAll(reply);
            var settlement = isCallersFault(reply.status())
                    ? admitted.reservation().settle(Usage.NO_TOKENS)
                    : admitted.reservation().release();
            begin(admitted, reply);
            admitted.client().send(body);
            return new Ending.UpstreamError(reply.status(), settlement);
        } catch (IOException e) {
            return fail(
                    admitted,
                    new UpstreamException(
                            UpstreamException.Kind.BROKEN, "it answered %d, and no more".formatted(reply.status()), e));
        }
    }

    /** The provider counts such a request against its own limits, so it counts here: others would pay for it otherwise. */
    private static boolean isCallersFault(int status) {
        return status >= 400 && status < 500 && status != 408 && status != 429;
    }

    private Ending whole(AdmittedCall admitted, UpstreamReply reply) {
        try {
            var body = readAll(reply);
            var usage = usageOf(admitted, body);
            var settlement = admitted.reservation().settle(usage);
            begin(admitted, reply);
            admitted.client().send(body);
            return new Ending.Answered(reply.status(), usage, settlement, delivered(admitted.client()));
        } catch (IOException e) {
            var usage = admitted.wholeReservation();
            var settlement = admitted.reservation().settle(usage);
            var error = admitted.dialect().error(faultOf(e));
            admitted.client().answer(error, admitted.headers());
            return new Ending.Answered(error.status(), usage, settlement, Ending.Delivery.CUT_SHORT);
        }
    }

    private static byte[] readAll(UpstreamReply reply) throws IOException {
        var body = reply.body().readNBytes(MAX_WHOLE_REPLY + 1);
        if (body.length > MAX_WHOLE_REPLY) {
            throw new UpstreamException(
                    UpstreamException.Kind.TOO_LARGE, "its reply has more than %d bytes".formatted(MAX_WHOLE_REPLY));
        }
        return body;
    }

    private static Usage usageOf(AdmittedCall admitted, byte[] body) {
        return admitted.call().route().kind() == Route.Kind.NO_INFERENCE
                ? Usage.NO_TOKENS
                : admitted.dialect()
                        .usageOf(body)
                        .orElseGet(() -> admitted.missing(admitted.dialect().typicalCompletion(body)));
    }

    /** The headers wait for the first event, so that a provider that says nothing can still be answered for. */
    private Ending stream(AdmittedCall admitted, UpstreamReply reply) {
        var events = new SseReader(reply.body());
        Optional<SseEvent> first;
        try {
            first = events.next();
        } catch (IOException e) {
            return fail(admitted, e);
        }
        if (first.isEmpty()) {
            return fail(admitted, new UpstreamException(UpstreamException.Kind.BROKEN, "it sent an empty stream"));
        }
        begin(admitted, reply);
        var meter = admitted.dialect().meter(admitted.call());
        var delivery = pass(first, events, meter, admitted);
        var usage = meter.usage()
                .orElseGet(() -> delivery == Ending.Delivery.COMPLETE
                        ? admitted.missing(meter.typicalCompletion())
                        : admitted.wholeReservation());
        return new Ending.Answered(reply.status(), usage, admitted.reservation().settle(usage), delivery);
    }

    private Ending.Delivery pass(Optional<SseEvent> first, SseReader events, StreamMeter meter, AdmittedCall admitted) {
        var client = admitted.client();
        var readOnUntil = Instant.MAX;
        try {
            for (var event = first; event.isPresent(); event = events.next()) {
                if (meter.passes(event.get())) {
                    client.send(event.get().raw());
                }
                if (client.isGone()) {
                    var now = clock.instant();
                    readOnUntil = readOnUntil.equals(Instant.MAX) ? now.plus(READ_ON) : readOnUntil;
                    if (meter.usage().isPresent() || now.isAfter(readOnUntil)) {
                        break;
                    }
                }
            }
            return delivered(client);
        } catch (IOException e) {
            client.send(admitted.dialect().streamError(faultOf(e)));
            return client.isGone() ? Ending.Delivery.CLIENT_GONE : Ending.Delivery.CUT_SHORT;
        }
    }

    private static void begin(AdmittedCall admitted, UpstreamReply reply) {
        var headers = new LinkedHashMap<>(admitted.headers());
        for (var name : admitted.dialect().responseHeaders()) {
            reply.header(name).ifPresent(value -> headers.put(name, value));
        }
        admitted.client().begin(reply.status(), headers);
    }

    private static Ending.Delivery delivered(ClientStream client) {
        return client.isGone() ? Ending.Delivery.CLIENT_GONE : Ending.Delivery.COMPLETE;
    }
}
