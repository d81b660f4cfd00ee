package dev.tollgate.dynamodb;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Does the same on many threads at once. */
final class Threads {
    private Threads() {}

    /** Something that is done. */
    interface Task {
        void run() throws Exception;
    }

    /** Every thread does the task this many times; fails with the first that fails. */
    static void each(int threads, int times, Task task) throws Exception {
        Callable<Boolean> loop = () -> {
            for (var i = 0; i < times; i++) {
                task.run();
            }
            return true;
        };
        try (var executor = Executors.newFixedThreadPool(threads)) {
            for (var done : executor.invokeAll(Collections.nCopies(threads, loop))) {
                done.get();
            }
        }
    }
}
