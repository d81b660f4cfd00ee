package dev.tollgate.proxy;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import dev.tollgate.upstream.http.UpstreamException;
import dev.tollgate.upstream.http.UpstreamReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Passes a provider's reply on while it comes, finds out what it cost, and ends the bill. A reply that was begun is paid
 * for, whatever becomes of it: by its usage figure, or where it has none as the plan says. Thread safe and without state.
 */
final class Relay {
    /** How long a stream is read on for its usage figure once the caller has gone: the provider bills it all the same. */
    private static final Duration READ_ON = Duration.ofMinutes(1);

    /** About how many tokens are read then: more is charged as it was reserved, and the provider is left. */
    private static final long READ_ON_TOKENS = 16_384;

    /** The largest reply that is held in memory; a stream may be as long as it wants. */
    private static final int MAX_WHOLE_REPLY = 32 * 1024 * 1024;

    private Relay() {}

    /** Passes any reply on. */
    static Outcome relay(AdmittedCall admitted, UpstreamReply reply, ClientStream client) {
        var head = reply.head();
        if (head.status() == 401 || head.status() == 403) {
            return fail(admitted, broken("it does not accept this gateway's credential"), false);
        }
        if (isRedirect(head)) {
            return fail(admitted, broken("it sent the call elsewhere, and is not followed"));
        }
        if (!head.isSuccess()) {
            return isCompressed(head)
                    ? fail(admitted, broken("it answered %d, compressed".formatted(head.status())))
                    : error(admitted, reply);
        }
        if (isCompressed(head)) {
            var unreadable = new UpstreamException(
                    UpstreamException.Kind.UNREADABLE, "it compressed its reply, which was not asked for");
            return fail(admitted, unreadable);
        }
        return admitted.call()
                .metering()
                .streamMeter(head)
                .map(meter -> stream(admitted, reply, meter, client))
                .orElseGet(() -> whole(admitted, reply, client));
    }

    /**
     * Answers for a provider that did not. If it gave up itself, nothing is charged; if we ended the call, the provider may
     * have been at work and may bill it, and the reservation is.
     */
    static Outcome fail(AdmittedCall admitted, IOException failure) {
        return fail(admitted, failure, isProviders(failure));
    }

    private static Outcome fail(AdmittedCall admitted, IOException failure, boolean othersMayServe) {
        var charge = isProviders(failure)
                ? admitted.bill().release()
                : admitted.bill().settle(admitted.wholeReservation());
        var fault = faultOf(failure);
        return admitted.unserved(
                admitted.errors().error(fault, admitted.request().id()),
                new Ending.UpstreamFailed(fault, charge.usage(), charge.settlement()),
                othersMayServe);
    }

    private static boolean isProviders(IOException failure) {
        return failure instanceof UpstreamException upstream && upstream.isProvidersFailure();
    }

    /** What a provider's failure is called towards the caller. */
    private static Fault faultOf(IOException failure) {
        if (!(failure instanceof UpstreamException upstream)) {
            // Its message may quote the reply.
            return new Fault(Fault.Kind.UPSTREAM_FAILED, "The provider failed: its reply cannot be read.");
        }
        return upstream.isTimeout()
                ? new Fault(Fault.Kind.UPSTREAM_TIMEOUT, "The provider took too long: " + upstream.getMessage() + ".")
                : new Fault(Fault.Kind.UPSTREAM_FAILED, "The provider failed: " + upstream.getMessage() + ".");
    }

    private static Outcome error(AdmittedCall admitted, UpstreamReply reply) {
        var status = reply.head().status();
        try {
            var body = Redaction.clean(readAll(reply.body()), admitted.credential());
            // The provider counts such a request against its own limits: others would pay for it otherwise.
            var isCallersFault = !Sender.isFailure(status);
            var charge = isCallersFault
                    ? admitted.bill().settle(Usage.NO_TOKENS)
                    : admitted.bill().release();
            return admitted.unserved(
                    new ErrorReply(status, passedOn(admitted, reply.head()), body),
                    new Ending.UpstreamError(status, isCallersFault, charge.settlement()),
                    Sender.isFailure(status));
        } catch (IOException e) {
            return fail(admitted, broken("it answered %d, and no more".formatted(status)));
        }
    }

    private static Outcome whole(AdmittedCall admitted, UpstreamReply reply, ClientStream client) {
        var call = admitted.call();
        var in = new PushbackInputStream(reply.body());
        try {
            awaitBegin(reply.head(), in);
        } catch (IOException e) {
            return fail(admitted, e);
        }
        try {
            var body = readAll(in);
            var reported = call.metering().usageOf(reply.head(), body);
            if (reported.isEmpty() && isPage(body)) {
                return fail(admitted, broken("it answered with a page instead of JSON"));
            }
            var charge = admitted.bill()
                    .settle(reported.orElseGet(
                            () -> admitted.missing(call.metering().typicalCompletion(body))));
            client.begin(reply.head().status(), headers(admitted, reply.head()));
            client.write(body);
            client.flush();
            return admitted.served(answered(reply.head().status(), charge, delivered(client)));
        } catch (IOException e) {
            var charge = admitted.bill().settle(admitted.wholeReservation());
            var error = admitted.errors().error(faultOf(e), admitted.request().id());
            client.answer(error, admitted.headers());
            return admitted.served(answered(error.status(), charge, Ending.Delivery.CUT_SHORT));
        }
    }

    /** Such as a portal or a proxy in between sends, with a status of 200: no model wrote it. */
    private static boolean isPage(byte[] body) {
        for (var octet : body) {
            if (!Character.isWhitespace(octet)) {
                return octet == '<';
            }
        }
        return false;
    }

    /** A provider that breaks off before it has said anything has given no output. */
    private static void awaitBegin(ReplyHead head, PushbackInputStream in) throws IOException {
        var first = in.read();
        if (first >= 0) {
            in.unread(first);
        } else if (!head.isDelimited()) {
            throw broken("it answered with nothing");
        }
    }

    private static byte[] readAll(InputStream in) throws IOException {
        var body = in.readNBytes(MAX_WHOLE_REPLY + 1);
        if (body.length > MAX_WHOLE_REPLY) {
            throw new UpstreamException(
                    UpstreamException.Kind.TOO_LARGE, "its reply has more than %d bytes".formatted(MAX_WHOLE_REPLY));
        }
        return body;
    }

    /** The head waits for the first frame, so that a provider that says nothing can still be answered for. */
    private static Outcome stream(AdmittedCall admitted, UpstreamReply reply, StreamMeter meter, ClientStream client) {
        var frames = meter.frames(reply.body());
        Optional<Frame> first;
        try {
            first = frames.next();
        } catch (IOException e) {
            return fail(admitted, e);
        }
        if (first.filter(Frame::isError).isPresent()) {
            return fail(admitted, broken("it failed before it had said anything"));
        }
        if (breaksOff(first, meter)) {
            return fail(admitted, broken(first.isEmpty() ? "it sent an empty stream" : "its stream broke off"));
        }
        client.begin(reply.head().status(), headers(admitted, reply.head()));
        var delivery = pass(first, frames, reply, meter, client);
        var usage = meter.usage()
                .orElseGet(() -> delivery == Ending.Delivery.COMPLETE
                        ? admitted.missing(meter.typicalCompletion())
                        : admitted.wholeReservation());
        return admitted.served(answered(reply.head().status(), admitted.bill().settle(usage), delivery));
    }

    /** Whether nothing whole has come; a frame that lacks but the mark of its end can say that the stream is at its own. */
    private static boolean breaksOff(Optional<Frame> first, StreamMeter meter) {
        if (first.filter(Frame::isWhole).isPresent()) {
            return false;
        }
        first.ifPresent(meter::passes);
        return !meter.isComplete();
    }

    private static Ending.Delivery pass(
            Optional<Frame> first, Frames frames, UpstreamReply reply, StreamMeter meter, ClientStream client) {
        var readOnTo = Long.MAX_VALUE;
        var hasSaidWhy = false;
        try {
            for (var frame = first; frame.isPresent(); frame = frames.next()) {
                // Of a frame that breaks off nothing is passed on: an error behind it would be its rest.
                if (meter.passes(frame.get()) && frame.get().isWhole()) {
                    client.write(frame.get().raw());
                }
                hasSaidWhy |= frame.get().isError();
                // What came in one piece goes on in one piece; nothing waits for what has not come.
                if (!frames.isReady()) {
                    client.flush();
                }
                if (client.isGone() && readOnTo == Long.MAX_VALUE) {
                    reply.body().endWithin(READ_ON);
                    readOnTo = meter.typicalCompletion() + READ_ON_TOKENS;
                }
                if (client.isGone() && (meter.usage().isPresent() || meter.typicalCompletion() > readOnTo)) {
                    return Ending.Delivery.CLIENT_GONE;
                }
            }
            if (!meter.isComplete()) {
                throw broken("its stream broke off");
            }
            client.flush();
            return delivered(client);
        } catch (IOException e) {
            if (meter.isComplete() && meter.usage().isPresent()) {
                client.flush();
                return delivered(client);
            }
            if (!hasSaidWhy) {
                client.write(meter.error(faultOf(e)));
            }
            client.flush();
            return client.isGone() ? Ending.Delivery.CLIENT_GONE : Ending.Delivery.CUT_SHORT;
        }
    }

    private static UpstreamException broken(String message) {
        return new UpstreamException(UpstreamException.Kind.BROKEN, message);
    }

    private static boolean isRedirect(ReplyHead head) {
        return head.status() >= 300 && head.status() < 400;
    }

    private static boolean isCompressed(ReplyHead head) {
        return head.header("content-encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isPresent();
    }

    private static Map<String, String> headers(AdmittedCall admitted, ReplyHead head) {
        var headers = new LinkedHashMap<>(admitted.headers());
        headers.putAll(passedOn(admitted, head));
        return headers;
    }

    private static Map<String, String> passedOn(AdmittedCall admitted, ReplyHead head) {
        return new Headers(head.headers()).only(admitted.dialect().responseHeaders());
    }

    private static Ending answered(int status, Bill.Charge charge, Ending.Delivery delivery) {
        return new Ending.Answered(status, charge.usage(), charge.settlement(), delivery);
    }

    private static Ending.Delivery delivered(ClientStream client) {
        return client.isGone() ? Ending.Delivery.CLIENT_GONE : Ending.Delivery.COMPLETE;
    }
}
