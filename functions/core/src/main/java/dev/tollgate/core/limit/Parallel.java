package dev.tollgate.core.limit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does the same with several things at once. Thread safe. */
record Parallel(Executor executor) {
    /** The results in the order of the items; a single item is done on the caller's thread. The task must not throw. */
    <T, R> List<R> map(List<T> items, Function<T, R> task) {
        if (items.size() == 1) {
            return List.of(task.apply(items.getFirst()));
        }
        var running = items.stream()
                .map(item -> CompletableFuture.supplyAsync(() -> task.apply(item), executor))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** The same without results. */
    <T> void each(List<T> items, Consumer<T> task) {
        map(items, item -> {
            task.accept(item);
            return item;
        });
    }

    /** Does one thing beside everything else; nobody waits for it. */
    void later(Runnable task) {
        executor.execute(task);
    }
}
