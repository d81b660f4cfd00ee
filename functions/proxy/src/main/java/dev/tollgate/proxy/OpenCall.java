package dev.tollgate.proxy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that is being answered. It is recorded once, by whoever ends it first; that is thread safe, the rest for one thread. */
final class OpenCall {
    private final GatewayRequest request;
    private final ClientStream client;
    private final InstantSource clock;
    private final CallLog log;
    private final Instant started;
    private final List<Tried> tried = new CopyOnWriteArrayList<>();
    private final AtomicBoolean recorded = new AtomicBoolean();
    private boolean admitted;
    private boolean cutShort;

    OpenCall(GatewayRequest request, ClientStream client, InstantSource clock, CallLog log) {
        this.request = request;
        this.client = client;
        this.clock = clock;
        this.log = log;
        this.started = clock.instant();
    }

    GatewayRequest request() {
        return request;
    }

    ClientStream client() {
        return client;
    }

    /** Whether a defect ended it after its reply had begun. */
    boolean isCutShort() {
        return cutShort;
    }

    /** Says that it was admitted, at whatever backend. */
    void admitted() {
        admitted = true;
    }

    /** Whether it was admitted. */
    boolean wasAdmitted() {
        return admitted;
    }

    /** Remembers a backend that did not serve it, before another one is asked. */
    void tried(Access.Granted granted, Outcome.Unserved unserved) {
        tried.add(Tried.of(granted, unserved.ending()));
    }

    /** Gives the answer that is left. */
    void answer(Access.Granted granted, Outcome.Unserved unserved) {
        client.answer(unserved.reply(), unserved.headers());
        record(granted, unserved);
    }

    /** Records how it ended at a backend. */
    void record(Access.Granted granted, Outcome outcome) {
        if (outcome instanceof Outcome.Served && outcome.ending() instanceof Ending.Defect) {
            cutShort = true;
        }
        var ending = outcome.ending();
        record(
                granted.subscription().id(),
                granted.backend().id(),
                outcome.model(),
                ending,
                Cost.of(granted, outcome.model(), ending),
                outcome.isUnchecked());
    }

    /** Records how it ended before it came to a backend; the subscription is empty where it is not known. */
    void record(String subscription, Ending ending) {
        record(subscription, request.backend(), "", ending, Cost.NONE, false);
    }

    private void record(
            String subscription, String backend, String model, Ending ending, Cost cost, boolean isUnchecked) {
        if (recorded.compareAndSet(false, true)) {
            log.record(new CallRecord(
                    request.id(),
                    request.functionRequestId(),
                    subscription,
                    backend,
                    tried.stream()
                            .filter(other -> !other.backend().equals(backend))
                            .toList(),
                    model,
                    ending,
                    cost,
                    isUnchecked,
                    started,
                    Duration.between(started, clock.instant())));
        }
    }
}
