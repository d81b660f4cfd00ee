package dev.tollgate.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CachedConfigurationTest {
    private static final Subscription OLD = subscription("app", "AISilver");
    private static final Subscription NEW = subscription("app", "AIGold");
    private static final Duration INSTANT = Duration.ofNanos(1);

    private final Clock clock = new Clock();
    private final Source source = new Source();
    private final CachedConfiguration cached = new CachedConfiguration(source, clock);

    @Test
    void find_usesWhatWasFound_forTenSeconds() {
        source.put(OLD);
        assertThat(find("app")).contains(OLD);
        source.put(NEW);

        clock.advance(Duration.ofSeconds(10).minus(INSTANT));
        assertThat(find("app")).contains(OLD);
        clock.advance(INSTANT);
        assertThat(find("app")).contains(NEW);
        assertThat(source.calls).isEqualTo(2);
    }

    @Test
    void find_believesWhatWasMissing_forThirtySeconds() {
        assertThat(find("app")).isEmpty();
        source.put(NEW);

        clock.advance(Duration.ofSeconds(30).minus(INSTANT));
        assertThat(find("app")).isEmpty();
        clock.advance(INSTANT);
        assertThat(find("app")).contains(NEW);
        assertThat(source.calls).isEqualTo(2);
    }

    @Test
    void find_tellsKindsWithTheSameIdApart() {
        var key = new ApiKey("app", "app", "0".repeat(64));
        source.put(OLD);
        source.put(key);

        assertThat(find("app")).contains(OLD);
        assertThat(cached.find(ApiKey.class, "app")).contains(key);
        assertThat(cached.find(Policy.class, "app")).isEmpty();
        assertThat(find("app")).contains(OLD);
    }

    @Test
    void find_usesWhatWasFound_forFiveMinutes_whileTheStoreFails() {
        source.put(OLD);
        assertThat(find("app")).contains(OLD);
        source.fails = true;

        clock.advance(Duration.ofMinutes(4));
        assertThat(find("app")).contains(OLD);
        clock.advance(Duration.ofMinutes(1).minus(INSTANT));
        assertThat(find("app")).contains(OLD);
        clock.advance(INSTANT);
        assertThatThrownBy(() -> find("app")).isSameAs(source.failure);
    }

    @Test
    void find_readsAgain_asSoonAsTheStoreAnswers() {
        source.put(OLD);
        assertThat(find("app")).contains(OLD);
        source.fails = true;
        clock.advance(Duration.ofMinutes(4));
        assertThat(find("app")).contains(OLD);

        source.fails = false;
        source.put(NEW);
        assertThat(find("app")).contains(NEW);

        source.fails = true;
        clock.advance(Duration.ofMinutes(4));
        assertThat(find("app")).contains(NEW);
    }

    @Test
    void find_throws_whenTheStoreFails_andNothingWasEverFound() {
        source.fails = true;

        assertThatThrownBy(() -> find("app")).isSameAs(source.failure);
    }

    @Test
    void find_throws_whenTheStoreFails_andTheLastAnswerWasMissing() {
        source.put(OLD);
        assertThat(find("app")).contains(OLD);
        source.objects.clear();
        clock.advance(Duration.ofSeconds(10));
        assertThat(find("app")).isEmpty();

        source.fails = true;
        clock.advance(Duration.ofSeconds(30));
        assertThatThrownBy(() -> find("app")).isSameAs(source.failure);
    }

    @Test
    void find_remembersAThousandMissing_andForgetsTheLeastRecentlyUsed_butNothingThatItFound() {
        source.put(OLD);
        assertThat(find("app")).contains(OLD);
        for (var i = 0; i < 1_000; i++) {
            assertThat(find("missing" + i)).isEmpty();
        }
        assertThat(find("missing0")).isEmpty();
        assertThat(source.calls).isEqualTo(1_001);

        assertThat(find("missing1000")).isEmpty();
        assertThat(find("missing0")).isEmpty();
        assertThat(find("app")).contains(OLD);
        assertThat(source.calls).isEqualTo(1_002);

        assertThat(find("missing1")).isEmpty();
        assertThat(source.calls).isEqualTo(1_003);
    }

    @Test
    void find_remembersTenThousandFound_andForgetsTheLeastRecentlyUsed() {
        for (var i = 0; i <= 10_000; i++) {
            source.put(subscription("app" + i, "AIGold"));
        }
        for (var i = 0; i <= 10_000; i++) {
            find("app" + i);
        }
        assertThat(source.calls).isEqualTo(10_001);

        find("app10000");
        assertThat(source.calls).isEqualTo(10_001);

        find("app0");
        assertThat(source.calls).isEqualTo(10_002);
    }

    @Test
    void remember_isLikeFinding_whenItWasAskedFor() {
        source.put(NEW);
        cached.remember(OLD, clock.instant().minusSeconds(4));

        clock.advance(Duration.ofSeconds(6).minus(INSTANT));
        assertThat(find("app")).contains(OLD);
        assertThat(source.calls).isZero();
        clock.advance(INSTANT);
        assertThat(find("app")).contains(NEW);
    }

    private Optional<Subscription> find(String id) {
        return cached.find(Subscription.class, id);
    }

    private static Subscription subscription(String id, String policy) {
        return new Subscription(id, "application", policy, Set.of("openai"));
    }

    /** A store that can be told to fail, and counts how often it is asked. */
    private static final class Source implements Configuration {
        final StoreException failure = new StoreException.Unavailable("throttled", new IllegalStateException("test"));
        final Map<String, ConfigurationObject> objects = new HashMap<>();
        boolean fails;
        int calls;

        void put(ConfigurationObject object) {
            objects.put(name(object.getClass(), object.id()), object);
        }

        @Override
        public <T extends ConfigurationObject> Optional<T> find(Class<T> kind, String id) {
            calls++;
            if (fails) {
                throw failure;
            }
            return Optional.ofNullable(objects.get(name(kind, id))).map(kind::cast);
        }

        private static String name(Class<?> kind, String id) {
            return kind.getName() + "/" + id;
        }
    }

    /** A clock that stands still until it is told to move. */
    private static final class Clock implements InstantSource {
        private Instant now = Instant.parse("2026-11-20T10:00:30Z");

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }
    }
}
