package dev.tollgate.proxy.function;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.proxy.CallRecord;
import dev.tollgate.proxy.Cost;
import dev.tollgate.proxy.Ending;
import dev.tollgate.proxy.Tried;
import dev.tollgate.upstream.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Records of calls, one for each way to end. */
final class Calls {
    static final Usage USAGE = new Usage(20, 30, 50, 0, 0, 0, Usage.Source.PROVIDER);

    private static final Instant STARTED = Instant.parse("2026-11-20T10:00:30Z");

    private Calls() {}

    static CallRecord of(Ending ending) {
        return of("call-1", ending);
    }

    static CallRecord of(String id, Ending ending) {
        return new CallRecord(
                id,
                "function-call-1",
                "app",
                "openai",
                List.of(),
                "gpt-4o",
                ending,
                Cost.NONE,
                false,
                STARTED,
                Duration.ofMillis(1234));
    }

    /** Of a caller that is not known. */
    static CallRecord ofStranger(String backend, Fault.Kind fault) {
        return rejected("", backend, fault);
    }

    /** Of one that is known, or not, and got no further than to its key. */
    static CallRecord rejected(String subscription, String backend, Fault.Kind fault) {
        return new CallRecord(
                "call-1",
                "function-call-1",
                subscription,
                backend,
                List.of(),
                "",
                rejected(fault),
                Cost.NONE,
                false,
                STARTED,
                Duration.ofMillis(3));
    }

    static CallRecord unchecked() {
        var call = of(answered(Settlement.DONE, Ending.Delivery.COMPLETE));
        return new CallRecord(
                call.requestId(),
                call.functionRequestId(),
                call.subscription(),
                call.backend(),
                call.tried(),
                call.model(),
                call.ending(),
                call.cost(),
                true,
                call.started(),
                call.duration());
    }

    /** With all that a record can say. */
    static CallRecord afterOthers(String model) {
        var call = of(answered(Settlement.DONE, Ending.Delivery.COMPLETE));
        return new CallRecord(
                call.requestId(),
                call.functionRequestId(),
                call.subscription(),
                call.backend(),
                List.of(new Tried("azure", "429"), new Tried("mirror", "UPSTREAM_TIMEOUT")),
                model,
                call.ending(),
                new Cost(350, 300),
                call.isUnchecked(),
                call.started(),
                call.duration());
    }

    static Ending answered(Settlement settlement, Ending.Delivery delivery) {
        return new Ending.Answered(200, USAGE, settlement, delivery);
    }

    static Ending served() {
        return answered(Settlement.DONE, Ending.Delivery.COMPLETE);
    }

    static Ending rejected(Fault.Kind kind) {
        return new Ending.Rejected(new Fault(kind, "Something is wrong."), "");
    }

    static Ending undecided() {
        return new Ending.Rejected(new Fault(Fault.Kind.UNAVAILABLE, "Try again."), "it is down");
    }

    static Ending refused(Owner owner) {
        var window = new WindowLength(1, WindowUnit.MINUTE).windowAt(STARTED);
        var quota = new QuotaState(owner, "plan AIGold", window, Dimension.TOTAL_TOKEN_COUNT, 1_000, 950);
        return new Ending.Refused(new Refusal(quota, 900, 70, 1_000, Refusal.Cause.USED_UP), 429);
    }

    static Ending refused() {
        return refused(new Owner.OfSubscription("app"));
    }

    static Ending upstreamError(int status, boolean isCharged) {
        return new Ending.UpstreamError(status, isCharged, Settlement.DONE);
    }

    static Ending upstreamFailed() {
        return new Ending.UpstreamFailed(
                new Fault(Fault.Kind.UPSTREAM_TIMEOUT, "Too long."), Usage.NO_TOKENS, Settlement.DONE);
    }

    static Ending defect() {
        return new Ending.Defect(new Fault(Fault.Kind.INTERNAL, "The gateway failed."), USAGE, Settlement.DONE);
    }
}
