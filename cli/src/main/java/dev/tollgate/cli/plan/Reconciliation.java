package dev.tollgate.cli.plan;

import dev.tollgate.cli.api.UnreachableException;
import dev.tollgate.cli.objects.ConfiguredObject;
import dev.tollgate.cli.objects.Inventory;
import dev.tollgate.cli.objects.ObjectRef;
import dev.tollgate.cli.objects.StoredObject;
import dev.tollgate.cli.objects.Writes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is configured what is wanted: several objects at once, what is referred to before what refers to it, deletions the
 * other way round. What is refused stops nothing else. Where the API stops answering, the rest is left open; to run it again does
 * what is left. For one run; its thread may be interrupted.
 */
public final class Reconciliation {
    private final Steps steps;
    private final int parallel;
    private final Runnable progress;
    private final AtomicReference<@Nullable UnreachableException> unreachable = new AtomicReference<>();

    /**
     * Of what was just read.
     *
     * @param dryRun say what would be done, and change nothing
     * @param parallel how many objects at once
     * @param progress is run after each object, by many threads
     */
    public Reconciliation(Inventory current, Writes writes, boolean dryRun, int parallel, Runnable progress) {
        this.steps = new Steps(current, writes, dryRun);
        this.parallel = parallel;
        this.progress = progress;
    }

    /** What is configured, but is not wanted: what pruning deletes. */
    public static List<StoredObject> superfluous(Inventory current, List<ConfiguredObject> wanted) {
        var left = new TreeMap<>(current.objects());
        wanted.forEach(object -> left.remove(object.ref()));
        return List.copyOf(left.values());
    }

    /**
     * Does it.
     *
     * @param wanted each at most once
     * @param unwanted what is to be deleted
     * @return what became of each, those that are wanted first, in their order
     */
    public List<Outcome> run(List<ConfiguredObject> wanted, List<StoredObject> unwanted) {
        var outcomes = new ArrayList<Outcome>();
        var pool = Executors.newFixedThreadPool(parallel);
        try {
            for (var level = 0; level <= 2; level++) {
                outcomes.addAll(level(pool, level, wanted, ConfiguredObject::ref, Steps::put));
            }
            for (var level = 2; level >= 0; level--) {
                outcomes.addAll(
                        level(pool, level, unwanted, stored -> stored.object().ref(), Steps::delete));
            }
        } finally {
            pool.shutdownNow();
        }
        return outcomes;
    }

    /** Why objects are left open, null if none are. */
    public @Nullable UnreachableException unreachable() {
        return unreachable.get();
    }

    private <T> List<Outcome> level(
            ExecutorService pool,
            int level,
            List<T> all,
            Function<T, ObjectRef> ref,
            BiFunction<Steps, T, Outcome> step) {
        var tasks = all.stream()
                .filter(each -> ref.apply(each).kind().level() == level)
                .sorted(Comparator.comparing(ref))
                .<Callable<Outcome>>map(each -> () -> attempt(ref.apply(each), () -> step.apply(steps, each)))
                .toList();
        try {
            var outcomes = new ArrayList<Outcome>();
            for (var future : pool.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: what is done stays done, run it again for the rest", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Outcome attempt(ObjectRef ref, Supplier<Outcome> step) {
        if (unreachable.get() != null) {
            return new Outcome.Open(ref);
        }
        try {
            return step.get();
        } catch (UnreachableException e) {
            unreachable.compareAndSet(null, e);
            return new Outcome.Open(ref);
        } finally {
            progress.run();
        }
    }
}
