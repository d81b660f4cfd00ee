package dev.tollgate.core.limit;

import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.usage.Estimate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says what the {@link Limiter} would decide of a call at this moment, by its own rule, and writes nothing. Every counter is
 * read once. What a process remembers beside the counters is not known here: for up to a minute after a correction it may still
 * refuse.
 *
 * <p>Thread safe; blocks for the store, and throws {@link dev.tollgate.core.store.StoreException}.
 */
public final class DryRun {
    /** Of a reservation that is never made. */
    private static final LeaseId NO_ID = new LeaseId("dry-run-");

    private final CounterHistory counters;
    private final InstantSource clock;

    /** @param clock says which windows a call belongs to */
    public DryRun(CounterHistory counters, InstantSource clock) {
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * What would become of a call.
     *
     * @param owners who would be charged, as {@link Limiter#reserve} takes them
     * @param estimate what the call may use
     */
    public Forecast of(List<OwnerQuotas> owners, Estimate estimate) {
        var now = clock.instant();
        var inquiry = new Inquiry(owners, () -> NO_ID, now, now);
        var claims = inquiry.claims(estimate).stream().flatMap(List::stream).toList();
        var answering = new Answering(
                counters.read(claims.stream().flatMap(DryRun::keys).toList()), now);
        var answers = inquiry.run(estimate, answering);
        return new Forecast(
                claims.stream()
                        .flatMap(claim -> answering.shards(claim).rooms().stream())
                        .toList(),
                answers.isAdmitted() ? Optional.empty() : answers.refusal(now),
                answers.asked());
    }

    private static Stream<CounterKey> keys(Claim claim) {
        return IntStream.range(0, claim.shards().count()).mapToObj(claim::key);
    }

    /** What was read answers for the counters. */
    private record Answering(Map<CounterKey, CounterState> read, Instant now) implements Inquiry.Respondent {
        ShardStates shards(Claim claim) {
            return new ShardStates(
                    claim,
                    keys(claim)
                            .map(key ->
                                    read.getOrDefault(key, CounterState.EMPTY).buried(claim.window(), now))
                            .toList());
        }

        @Override
        public Optional<Attempt> knownToRefuse(Claim claim) {
            return Optional.empty();
        }

        @Override
        public List<Attempt> ask(List<Claim> claims) {
            return claims.stream().map(this::answer).toList();
        }

        /** The state stands as it is: nothing is reserved in it. */
        private Attempt answer(Claim claim) {
            var shards = shards(claim);
            return IntStream.range(0, shards.states().size())
                    .filter(shard ->
                            !claim.stops() || claim.fits(shards.states().get(shard), shard))
                    .mapToObj(shard -> (Attempt)
                            new Attempt.Held(claim, shard, shards.states().get(shard)))
                    .findFirst()
                    .orElseGet(() -> new Attempt.Full(shards));
        }

        @Override
        public void giveBack(List<Attempt> attempts) {
            // Nothing was taken.
        }
    }
}
