package dev.tollgate.benchmarks.counters;

import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.time.Instant;
import java.util.Map;

/** What every call of the benchmarks asks for, and what holds it: a limit of requests and one of all tokens. */
final class TypicalCall {
    static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");

    /** When it can no longer be alive: 15 minutes, and one for clocks that differ. */
    static final Instant LEASE_UNTIL = NOW.plusSeconds(960);

    static final WindowLength WINDOW = new WindowLength(1, WindowUnit.MINUTE);
    static final Estimate ESTIMATE = new Estimate(1_000, 4_096);
    static final Usage USAGE = new Usage(900, 400, 1_300, 0, 0, 0, Usage.Source.PROVIDER);
    static final Amounts RESERVED = new Amounts(1, 1_000, 4_096, 5_096, 0);
    static final Amounts USED = new Amounts(1, 900, 400, 1_300, 0);

    /** More tokens than all calls together use. */
    private static final long TOKENS = 1_000_000_000_000_000L;

    private TypicalCall() {}

    static Quota quota(long requests) {
        return new Quota(WINDOW, Map.of(Dimension.REQUEST_COUNT, requests, Dimension.TOTAL_TOKEN_COUNT, TOKENS));
    }
}
