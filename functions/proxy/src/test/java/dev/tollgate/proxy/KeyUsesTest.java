package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.core.configuration.KeyUse;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KeyUsesTest {
    private final SettableClock clock = new SettableClock("2026-11-20T23:59:59.999Z");
    private final Writes store = new Writes();
    private final KeyUses uses = new KeyUses(store, clock);

    @Test
    void note_writesOnce_forAKeyAndADay() {
        for (var key : List.of("a", "b", "a", "b")) {
            uses.note(key);
        }
        clock.advance(Duration.ofMillis(1));
        uses.note("a");
        uses.note("a");

        assertThat(store.written).containsExactly("a 2026-11-20", "b 2026-11-20", "a 2026-11-21");
    }

    @Test
    void note_triesAgainAtTheNextCall_whenTheStoreFailed() {
        store.failure = Optional.of(new StoreException.Unknown("no answer", new IOException()));
        uses.note("a");
        assertThat(store.written).isEmpty();

        store.failure = Optional.empty();
        uses.note("a");
        uses.note("a");

        assertThat(store.written).containsExactly("a 2026-11-20");
    }

    /** What another machine's clock says must not make this one write at every call. */
    @Test
    void note_doesNotGoBack_withTheClock() {
        clock.advance(Duration.ofDays(1));
        uses.note("a");
        clock.advance(Duration.ofDays(-1));
        uses.note("a");

        assertThat(store.written).containsExactly("a 2026-11-21");
    }

    @Test
    void callsThatEndTogether_writeOnce_andDoNotWaitForIt() throws Exception {
        store.mayGoOn = new CountDownLatch(1);
        var writer = Thread.ofVirtual().start(() -> uses.note("a"));
        await().until(() -> store.asked == 1);

        uses.note("a");

        store.mayGoOn.countDown();
        writer.join();
        assertThat(store.written).containsExactly("a 2026-11-20");
    }

    @Test
    void note_remembersNoMoreKeysThanItsMemoryHolds() {
        IntStream.rangeClosed(0, 10_000).forEach(number -> uses.note("key" + number));
        uses.note("key10000");
        assertThat(store.written).hasSize(10_001);

        uses.note("key0");

        assertThat(store.written).hasSize(10_002).endsWith("key0 2026-11-20");
    }

    private static final class Writes implements KeyUse {
        final List<String> written = Collections.synchronizedList(new ArrayList<>());
        volatile int asked;
        volatile Optional<StoreException> failure = Optional.empty();
        volatile CountDownLatch mayGoOn = new CountDownLatch(0);

        @Override
        public void used(String key, LocalDate day) {
            synchronized (written) {
                asked++;
            }
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
            written.add(key + " " + day);
        }

        @Override
        public Map<String, LocalDate> lastUsed(Collection<String> keys) {
            throw new UnsupportedOperationException();
        }
    }
}
