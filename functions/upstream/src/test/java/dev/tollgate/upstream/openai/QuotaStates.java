package dev.tollgate.upstream.openai;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Instant;

/** Limits of a plan, as they stand at one moment. */
public final class QuotaStates {
    /** The moment. */
    public static final Instant NOW = Instant.parse("2026-11-20T10:00:30.250Z");

    private static final Owner APP = new Owner.OfSubscription("app");

    private QuotaStates() {}

    /** A limit in a window. */
    public static QuotaState quota(WindowUnit unit, Dimension dimension, long limit, long used) {
        return new QuotaState(APP, "plan AIGold", new WindowLength(1, unit).windowAt(NOW), dimension, limit, used);
    }

    /** A limit of the calls in flight. */
    public static QuotaState inFlight(long limit, long calls) {
        return new QuotaState(APP, "plan AIGold", new InFlight().windowAt(NOW), Dimension.REQUEST_COUNT, limit, calls);
    }

    /** A call that this limit stops. */
    public static Refusal refusal(QuotaState quota, Refusal.Cause cause) {
        return new Refusal(quota, quota.committed(), 1, quota.limit(), cause);
    }
}
