package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.report.HistoryQuery;
import dev.tollgate.core.report.LimitedOwner;
import dev.tollgate.core.report.TopList;
import dev.tollgate.core.report.UsageReports;
import dev.tollgate.core.report.WindowUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageReportsTest extends ReportFixture {
    private final UsageReports reports = new UsageReports(counters, clock);
    private final LimitedOwner app = subscription("app", 4, CALLS);

    @Test
    void current_sumsTheShardsUp() {
        for (var shard = 0; shard < 4; shard++) {
            use(key(app, MINUTE, shard), tokens(10, 500));
        }
        reserve(key(app, MINUTE, 2), tokens(1, 70), Duration.ofMinutes(16));

        var usage = reports.current(app).getFirst();

        assertThat(usage.used(Dimension.REQUEST_COUNT)).isEqualTo(40);
        assertThat(usage.reserved(Dimension.REQUEST_COUNT)).isEqualTo(1);
        assertThat(usage.free(Dimension.REQUEST_COUNT)).hasValue(59);
        assertThat(usage.used(Dimension.TOTAL_TOKEN_COUNT)).isEqualTo(2_000);
        assertThat(usage.free(Dimension.TOTAL_TOKEN_COUNT)).isEmpty();
        assertThat(usage.callsInFlight()).isEqualTo(1);
        assertThat(usage.resetsAt()).contains(Instant.parse("2026-11-20T10:01:00Z"));
    }

    @Test
    void current_countsThoseWhoDied_asAssumed_andTheirSlotsAsFree() {
        var owner = new LimitedOwner(new Owner.OfBackend("openai"), new Limits(List.of(CALLS), 5, 0));
        var died = Duration.ofMinutes(1);
        var inFlight = new InFlight().windowAt(clock.instant());
        var inFlightKey = new CounterKey(owner.owner(), inFlight);
        reserve(inFlightKey, Amounts.ONE_REQUEST, died);
        reserve(inFlightKey, Amounts.ONE_REQUEST, Duration.ofMinutes(16));
        reserve(key(owner, MINUTE, 0), tokens(1, 70), died);
        var window = clock.instant();
        clock.advance(Duration.ofMinutes(3));

        var live = reports.current(owner).getFirst();
        assertThat(live.callsInFlight()).isEqualTo(1);
        assertThat(live.free(Dimension.REQUEST_COUNT)).hasValue(4);
        assertThat(live.resetsAt()).isEmpty();

        var past = reports.at(window, MINUTE, List.of(owner)).getFirst();
        assertThat(past.callsInFlight()).isZero();
        assertThat(past.callsAssumed()).isEqualTo(1);
        assertThat(past.used(Dimension.TOTAL_TOKEN_COUNT)).isEqualTo(70);
    }

    @Test
    void at_leavesOutOwnersThatAreNotLimitedSo_andShowsThoseThatUsedNothing() {
        var idle = subscription("idle", 0, CALLS);
        use(key(app, MINUTE, 3), tokens(7, 0));

        var usages = reports.at(clock.instant(), MINUTE, List.of(app, subscription("other", 0, TOKENS), idle));

        assertThat(usages).extracting(usage -> usage.owner().id()).containsExactly("app", "idle");
        assertThat(usages.getLast().free(Dimension.REQUEST_COUNT)).hasValue(100);
        assertThat(TopList.of(5, Dimension.REQUEST_COUNT, usages)).containsExactly(usages.getFirst());
    }

    @Test
    void history_isReadPageByPage_inOrder_withItsShardsTogether() {
        for (var minute = 0; minute < 10; minute++) {
            use(key(app, MINUTE, minutes(minute), minute % 4), tokens(1, minute));
            use(key(app, MINUTE, minutes(minute), 0), tokens(1, 0));
        }
        use(key(app, MINUTE, minutes(20), 0), tokens(1, 0));
        var seen = new ArrayList<WindowUsage>();
        var next = Optional.of(TEN);
        var pages = 0;

        while (next.isPresent()) {
            var page = reports.history(new HistoryQuery(app.owner(), MINUTE, 4, next.get(), minutes(20), 3));
            seen.addAll(page.windows());
            next = page.next();
            pages++;
        }

        assertThat(pages).isEqualTo(4);
        assertThat(seen)
                .extracting(usage -> usage.used(Dimension.REQUEST_COUNT))
                .containsOnly(2L);
        assertThat(seen)
                .extracting(usage -> usage.used(Dimension.TOTAL_TOKEN_COUNT))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void history_asksAsManyShards_asTheLimitsOfThatTimeHad() {
        use(key(app, MINUTE, 3), tokens(5, 0));
        var held = List.of(subscription("app", 1, CALLS).limits(), app.limits(), Limits.of(TOKENS));

        var shards = HistoryQuery.shardsOf(MINUTE, held);

        assertThat(shards).isEqualTo(4);
        assertThat(HistoryQuery.shardsOf(HOUR, held)).isEqualTo(1);
        assertThat(reports.history(new HistoryQuery(app.owner(), MINUTE, shards, TEN, minutes(1), 10))
                        .windows())
                .hasSize(1);
    }

    @Test
    void totals_sumShorterWindowsUp_pageByPage() {
        for (var minute = 0; minute < 200; minute++) {
            use(key(app, MINUTE, minutes(minute), 0), tokens(1, minute));
        }
        var query = new HistoryQuery(app.owner(), MINUTE, 1, TEN, minutes(200), 3);

        var first = reports.totals(query, HOUR);
        var second = reports.totals(
                new HistoryQuery(app.owner(), MINUTE, 1, first.next().orElseThrow(), minutes(200), 3), HOUR);

        assertThat(first.windows())
                .extracting(usage -> usage.used(Dimension.REQUEST_COUNT))
                .containsExactly(60L, 60L, 60L);
        assertThat(first.windows().get(1).used(Dimension.TOTAL_TOKEN_COUNT)).isEqualTo((60 + 119) * 30);
        assertThat(second.windows())
                .extracting(usage -> usage.used(Dimension.REQUEST_COUNT))
                .containsExactly(20L);
        assertThat(second.next()).isEmpty();
        assertThat(reports.totals(query, new WindowLength(1, WindowUnit.MONTH)).windows())
                .extracting(usage -> usage.used(Dimension.REQUEST_COUNT))
                .containsExactly(200L);
    }

    private static Instant minutes(int afterTen) {
        return TEN.plus(Duration.ofMinutes(afterTen));
    }
}
