package dev.tollgate.benchmarks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tollgate.benchmarks.figures.Results;
import dev.tollgate.benchmarks.figures.Rounds;
import dev.tollgate.testkit.InMemoryCounters;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The benchmark with next to no load and everything in this process: whether it measures, not what. */
class SmokeTest {
    private static final Rounds SHORT = new Rounds(1, Duration.ofMillis(20));
    private static final List<Load> LOADS =
            List.of(new Load(Kind.WHOLE, 2), new Load(Kind.STREAMED, 2), new Load(Kind.COUNTER_WRITE, 2));

    private final InMemoryCounters counters = new InMemoryCounters();
    private final StubProvider provider;
    private final List<Contestant> contestants;

    SmokeTest() throws IOException {
        provider = new StubProvider();
        var key = TollgateProcess.HASHER.issue(TollgateProcess.STAGE, Plan.SUBSCRIPTION, new SecureRandom());
        var tollgate = TollgateProcess.start(0, provider.uri(), counters, key.stored());
        contestants = List.of(
                Contestants.direct(provider.uri()),
                Contestants.tollgate(
                        Contestants.IN_MEMORY, tollgate.uri(), key.text().reveal(), tollgate::close),
                new CounterWrites(Contestants.WRITE, counters));
    }

    @AfterEach
    void close() throws IOException {
        contestants.forEach(Contestant::close);
        provider.close();
    }

    @Test
    void everyContestantIsMeasured_underEveryLoadThatItTakes_andReported() {
        var measured = SHORT.run(LOADS, contestants);

        assertThat(measured).hasSize(2 * 2 + 1).allSatisfy(measurement -> {
            assertThat(measurement.sample().calls()).isPositive();
            assertThat(measurement.sample().firstByte().p50Micros())
                    .isPositive()
                    .isLessThanOrEqualTo(measurement.sample().whole().p50Micros());
        });
        assertThat(counters.writes()).isPositive();
        var names = contestants.stream().map(Contestant::name).toList();
        assertThat(new Report(names, new Results<>(measured)).toString()).contains(names);
    }

    @Test
    void aWrongReply_failsTheMeasurement() {
        var withoutKey =
                new HttpContestant("stranger", ((HttpContestant) contestants.get(1)).target(), Map.of(), () -> {});

        assertThatIllegalStateException()
                .isThrownBy(() -> withoutKey.measure(new Load(Kind.WHOLE, 1), SHORT.time()))
                .withMessageContaining("stranger failed under whole replies")
                .withStackTraceContaining("HTTP/1.1 401");
    }
}
