package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Reservation;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What becomes of calls while the counters cannot be reached for half a minute of the clock, and after. */
@ExtendWith(DynamoDbLocalServer.class)
@Timeout(120)
class OutageTest {
    private static final Duration LASTS = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANSWER = Duration.ofMillis(300);
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final int ROUNDS = 10;
    private static final int ANSWERS = 100;
    private static final int CALLS = 200;
    private static final Duration BETWEEN_CALLS = LASTS.dividedBy(CALLS);

    private static final Estimate CALL = new Estimate(20, 30);
    private static final Usage USAGE = new Usage(18, 5, 23, 0, 0, 0, Usage.Source.PROVIDER);
    private static final Amounts USED = Gate.TARIFF.of(USAGE);
    private static final Quota QUOTA = new Quota(Gate.MINUTE, Map.of(Dimension.TOTAL_TOKEN_COUNT, 1_000_000L));

    private final Outage outage = new Outage();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final DynamoDbClient reliable;
    private final DynamoDbClient client = DynamoDbLocalServer.client(outage);

    OutageTest(DynamoDbClient reliable) {
        this.reliable = reliable;
    }

    @AfterEach
    void close() throws IOException {
        outage.end();
        executor.close();
        outage.close();
    }

    /** The quickest of a few rounds: in the others it is a busy machine that is measured. */
    @ParameterizedTest
    @EnumSource
    void everyAnswerIsQuick_howeverTheStoreFails(Outage.Kind kind) throws Exception {
        var hotPath = DynamoDbLocalServer.client(DynamoClients.Timeouts.HOT_PATH, outage);
        var gate = gate(OnStoreFailure.DENY).another(hotPath, executor);
        gate.reserve(CALL);

        outage.begin(kind);
        var quickest = MOST;
        for (var round = 0; round < ROUNDS && quickest.compareTo(LONGEST_ANSWER) > 0; round++) {
            var slowest = slowestAnswer(gate);
            quickest = slowest.compareTo(quickest) < 0 ? slowest : quickest;
        }

        assertThat(quickest).isLessThanOrEqualTo(LONGEST_ANSWER);
    }

    /** The 99th of a hundred answers. */
    private static Duration slowestAnswer(Gate gate) throws Exception {
        var threads = 4;
        var took = new ConcurrentLinkedQueue<Duration>();
        Threads.each(threads, ANSWERS / threads, () -> {
            var started = System.nanoTime();
            assertThat(gate.reserve(CALL)).isInstanceOf(Decision.Undecided.class);
            took.add(Duration.ofNanos(System.nanoTime() - started));
            gate.clock().advance(BETWEEN_CALLS);
        });
        return took.stream().sorted().toList().get(ANSWERS - 2);
    }

    @Test
    void noCallPasses_whereAllAreDenied() {
        var gate = gate(OnStoreFailure.DENY);

        outage.begin(Outage.Kind.REFUSING);
        for (var i = 0; i < CALLS; i++) {
            assertThat(gate.reserve(CALL)).isInstanceOf(Decision.Undecided.class);
            gate.clock().advance(BETWEEN_CALLS);
        }
        outage.end();

        Outcomes.checked(gate.reserve(CALL));
    }

    @Test
    void everyCallPasses_andIsBookedInItsWindow_whereAllAreAllowed() {
        var gate = gate(OnStoreFailure.ALLOW);
        var ofFirstWindow = 0;
        var passed = new ArrayList<Reservation>();

        outage.begin(Outage.Kind.REFUSING);
        var first = QUOTA.window().windowAt(gate.clock().instant());
        for (var i = 0; i < CALLS; i++) {
            ofFirstWindow += gate.clock().instant().isBefore(first.end()) ? 1 : 0;
            passed.add(Outcomes.unchecked(gate.reserve(CALL)));
            gate.clock().advance(BETWEEN_CALLS);
        }
        outage.end();

        assertThat(passed).allSatisfy(call -> assertThat(call.settle(USAGE)).isEqualTo(Settlement.DONE));
        assertThat(gate.counted(QUOTA, first)).isEqualTo(Outcomes.used(ofFirstWindow, USED));
        assertThat(gate.counted(QUOTA)).isEqualTo(Outcomes.used(CALLS - ofFirstWindow, USED));
        Outcomes.checked(gate.reserve(CALL));
    }

    @Test
    void asManyPassAsAreSafe_inEachWindowAndProcess() {
        var safe = 20;
        var gate = gate(new OnStoreFailure(safe));
        var other = gate.another(client, executor);

        outage.begin(Outage.Kind.REFUSING);
        assertThat(passing(gate, 2 * safe)).isEqualTo(safe);
        assertThat(passing(other, 2 * safe)).isEqualTo(safe);
        gate.clock().advance(LASTS);
        assertThat(passing(gate, 2 * safe)).isEqualTo(safe);
        outage.end();

        Outcomes.checked(gate.reserve(CALL));
        Outcomes.checked(other.reserve(CALL));
    }

    private Gate gate(OnStoreFailure onStoreFailure) {
        return Gate.of(reliable, Limits.of(QUOTA), onStoreFailure).another(client, executor);
    }

    /** How many of so many calls pass unchecked, the others being undecided. */
    private static long passing(Gate gate, int calls) {
        return Stream.generate(() -> gate.reserve(CALL))
                .limit(calls)
                .filter(decision -> !(decision instanceof Decision.Undecided))
                .map(Outcomes::unchecked)
                .count();
    }
}
