package dev.tollgate.testkit.model;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws operations: mostly what happens to calls that go well, and a good part of what must change nothing: the same again,
 * endings of what has ended or never was, reservations that do not fit.
 */
final class RandomOperations {
    private static final int BUSY_COUNTERS = 4;
    private static final int MOST_TOKENS = 200;
    private static final int CALLS_IN_A_WINDOW = 12;
    private static final int ONE_CORRECTION_IN = 6;

    private final Random random;
    private final boolean withCorrections;
    private final List<Integer> busy = new ArrayList<>();
    private final List<Operation.Reserve> open = new ArrayList<>();
    private final List<Operation> done = new ArrayList<>();

    private RandomOperations(long seed, boolean withCorrections) {
        this.withCorrections = withCorrections;
        random = new Random(seed);
        for (var i = 0; i < BUSY_COUNTERS; i++) {
            busy.add(random.nextInt(CounterNumbers.COUNT));
        }
    }

    /** The same for the same seed. */
    static List<Operation> draw(long seed, int count, boolean withCorrections) {
        var operations = new RandomOperations(seed, withCorrections);
        while (operations.done.size() < count) {
            operations.done.add(operations.next());
        }
        return List.copyOf(operations.done);
    }

    private Operation next() {
        if (withCorrections && random.nextInt(ONE_CORRECTION_IN) == 0) {
            return correction();
        }
        var dice = random.nextInt(100);
        if (dice < 45 || open.isEmpty()) {
            var reserve = new Operation.Reserve(counter(), lease(), limits());
            open.add(reserve);
            return reserve;
        }
        if (dice < 60) {
            return done.get(done.size() - 1 - random.nextInt(Math.min(12, done.size())));
        }
        // An ending that leaves the lease among the open ones is followed by another: late, or of another kind.
        var index = random.nextInt(open.size());
        var call = dice < 90 ? open.remove(index) : open.get(index);
        return switch (random.nextInt(6)) {
            case 0 -> new Operation.Release(call.counter(), call.lease());
            case 1 -> new Operation.Expire(call.counter(), call.lease());
            case 2 -> new Operation.Settle(counter(), call.lease(), amounts(MOST_TOKENS));
            default -> new Operation.Settle(call.counter(), call.lease(), amounts(2 * MOST_TOKENS));
        };
    }

    /** The same id comes again, now and then for another correction. Most are for one counter, so that it has too many. */
    private Operation correction() {
        var counter = CounterNumbers.correctable(random.nextInt(4) == 0 ? counter() : busy.getFirst());
        var id = new CorrectionId("correction-" + random.nextInt(CounterCorrections.MOST + 4));
        return random.nextBoolean()
                ? new Operation.Reset(counter, id)
                : new Operation.TopUp(counter, id, amounts(2 * MOST_TOKENS));
    }

    /** A few counters are busy, so that they fill up; now and then another takes the place of one, as windows roll over. */
    private int counter() {
        if (random.nextInt(60) == 0) {
            busy.set(random.nextInt(BUSY_COUNTERS), random.nextInt(CounterNumbers.COUNT));
        }
        return busy.get(random.nextInt(BUSY_COUNTERS));
    }

    private Lease lease() {
        var expiry = CounterNumbers.NOON.plusMillis(random.nextInt(900_000));
        return new Lease(LeaseId.next(random), expiry, amounts(MOST_TOKENS));
    }

    /** Of one request, with a total that is sometimes more than its parts. */
    private Amounts amounts(int mostTokens) {
        var prompt = random.nextInt(mostTokens);
        var completion = random.nextInt(mostTokens);
        var beyond = random.nextInt(4) == 0 ? random.nextInt(mostTokens) : 0;
        return new Amounts(1, prompt, completion, prompt + completion + beyond, random.nextInt(10 * mostTokens));
    }

    private Map<Dimension, Long> limits() {
        var limits = new EnumMap<Dimension, Long>(Dimension.class);
        for (var dimension : Dimension.values()) {
            if (random.nextInt(3) == 0) {
                limits.put(dimension, random.nextLong(CALLS_IN_A_WINDOW * typical(dimension)));
            }
        }
        return limits;
    }

    private static long typical(Dimension dimension) {
        return switch (dimension) {
            case REQUEST_COUNT -> 1;
            case PROMPT_TOKEN_COUNT, COMPLETION_TOKEN_COUNT -> MOST_TOKENS;
            case TOTAL_TOKEN_COUNT -> 2 * MOST_TOKENS;
            case COST -> 10 * MOST_TOKENS;
        };
    }
}
