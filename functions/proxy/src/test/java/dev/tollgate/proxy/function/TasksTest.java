package dev.tollgate.proxy.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TasksTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Tasks tasks = new Tasks();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final AtomicBoolean isDone = new AtomicBoolean();

    private void waitForTheLatch() {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void await_waitsForWhatTasksStart_too() {
        tasks.start(() -> tasks.start(() -> {
            waitForTheLatch();
            isDone.set(true);
        }));
        tasks.start(latch::countDown);

        tasks.await(PLENTY);

        assertThat(isDone).isTrue();
    }

    @Test
    void await_returns_whenATaskHangs_andTheOthersAreDone() throws InterruptedException {
        var other = new CountDownLatch(1);
        tasks.start(this::waitForTheLatch);
        tasks.start(other::countDown);

        tasks.await(SHORT);

        other.await();
        assertThat(latch.getCount()).isEqualTo(1);
        latch.countDown();
    }

    @Test
    void failures_stopNothing_andAreOneWarning() throws IOException {
        FunctionLog.configure(Map.of());
        try (var output = new StandardOutput()) {
            tasks.start(() -> {
                throw new IOException("the first");
            });
            tasks.start(() -> {
                throw new IllegalStateException("the second");
            });
            tasks.start(() -> isDone.set(true));

            tasks.await(PLENTY);

            assertThat(isDone).isTrue();
            assertThat(output.lines()).hasSize(1);
            assertThat(output.lines().getFirst().toString()).contains("WARN", "the first", "the second");
        }
    }

    @Test
    void withoutFailures_nothingIsWritten() throws IOException {
        try (var output = new StandardOutput()) {
            tasks.start(() -> isDone.set(true));
            tasks.await(PLENTY);

            assertThat(output.lines()).isEmpty();
        }
    }
}
