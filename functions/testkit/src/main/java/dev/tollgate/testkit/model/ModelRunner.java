package dev.tollgate.testkit.model;

import static java.util.stream.Collectors.joining;

import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Replays random operations on a store and on the {@link ReferenceCounters}, and fails where an answer or a state differs:
 * with the seed, and with as few operations as still show it. Thread safe if the store is.
 */
public final class ModelRunner {
    private static final int MOST_REPLAYS = 200;

    private final Operation.Store store;
    private final int operations;
    private final boolean withCorrections;
    private final int mostReplays;
    private final String owners = "model-" + UUID.randomUUID() + "-";
    private final AtomicInteger replays = new AtomicInteger();

    /**
     * @param store what is held against the model; it may hold other owners' counters, and is left with new ones
     * @param operations how many there are to a seed
     */
    public ModelRunner(Counters store, int operations) {
        this(new Operation.Store(store, new ReferenceCounters()), operations, false, MOST_REPLAYS);
    }

    /**
     * The same with corrections among the operations.
     *
     * @param corrections of the same store
     */
    public ModelRunner(Counters store, CounterCorrections corrections, int operations) {
        this(new Operation.Store(store, corrections), operations, true, MOST_REPLAYS);
    }

    private ModelRunner(Operation.Store store, int operations, boolean withCorrections, int mostReplays) {
        this.store = store;
        this.operations = operations;
        this.withCorrections = withCorrections;
        this.mostReplays = mostReplays;
    }

    /** The same without looking for fewer operations that show a difference: for where one is expected. */
    public ModelRunner unshrunk() {
        return new ModelRunner(store, operations, withCorrections, 0);
    }

    /** A difference between the store and the model, at the last of some operations. */
    private record Difference(List<Operation> operations, Object ofModel, Object ofStore) {}

    /**
     * Replays the operations of a seed.
     *
     * @throws AssertionError if the store differs from the model
     */
    public void run(long seed) {
        var drawn = RandomOperations.draw(seed, operations, withCorrections);
        var readings = IntStream.range(0, CounterNumbers.COUNT).mapToObj(Operation.Read::new);
        replay(Stream.concat(drawn.stream(), readings).toList())
                .map(this::shrink)
                .ifPresent(difference -> {
                    throw new AssertionError(describe(seed, difference));
                });
    }

    private Optional<Difference> replay(List<Operation> all) {
        var keys = CounterNumbers.of(owners + replays.incrementAndGet());
        var counters = new ReferenceCounters();
        var model = new Operation.Store(counters, counters);
        for (var i = 0; i < all.size(); i++) {
            var ofModel = all.get(i).on(model, keys);
            var ofStore = answerOfStore(all.get(i), keys);
            if (!ofModel.equals(ofStore)) {
                return Optional.of(new Difference(all.subList(0, i + 1), ofModel, ofStore));
            }
        }
        return Optional.empty();
    }

    /** A store that fails differs from the model, which never does. */
    private Object answerOfStore(Operation operation, CounterNumbers keys) {
        try {
            return operation.on(store, keys);
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Drops runs of operations, shorter and shorter ones, as long as what is left still shows a difference. */
    private Difference shrink(Difference found) {
        var smallest = found;
        var last = replays.get() + mostReplays;
        for (var run = found.operations().size() / 2; run > 0; run /= 2) {
            for (var start = 0; start < smallest.operations().size() && replays.get() < last; ) {
                var shorter = replay(without(smallest.operations(), start, run));
                smallest = shorter.orElse(smallest);
                start += shorter.isPresent() ? 0 : run;
            }
        }
        return smallest;
    }

    private static List<Operation> without(List<Operation> operations, int start, int count) {
        var rest = new ArrayList<>(operations);
        rest.subList(start, Math.min(operations.size(), start + count)).clear();
        return rest;
    }

    private static String describe(long seed, Difference difference) {
        return "The store differs from the model (-D%s=%d shows it again) after these operations:%n%s%nmodel: %s%nstore: %s"
                .formatted(
                        Seeds.PROPERTY,
                        seed,
                        difference.operations().stream().map(Object::toString).collect(joining("\n")),
                        difference.ofModel(),
                        difference.ofStore());
    }
}
