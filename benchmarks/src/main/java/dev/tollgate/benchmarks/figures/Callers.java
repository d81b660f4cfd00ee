package dev.tollgate.benchmarks.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** Threads that do something from the same moment on. */
public final class Callers {
    private Callers() {}

    /**
     * Runs them to their end.
     *
     * @param count how many
     * @param caller what each does, by number from 0
     * @return what they came to, in that order
     * @throws IllegalStateException if one of them failed
     */
    public static <T> List<T> together(int count, IntFunction<Callable<T>> caller) {
        var start = new CyclicBarrier(count);
        try (var threads = Executors.newFixedThreadPool(count)) {
            var callers = new ArrayList<Callable<T>>();
            for (var i = 0; i < count; i++) {
                var work = caller.apply(i);
                callers.add(() -> {
                    start.await();
                    return work.call();
                });
            }
            var all = new ArrayList<T>();
            for (var ended : threads.invokeAll(callers)) {
                all.add(ended.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
