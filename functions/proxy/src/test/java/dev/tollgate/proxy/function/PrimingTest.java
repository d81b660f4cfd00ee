package dev.tollgate.proxy.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.proxy.CallRecord;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class PrimingTest {
    /** Nothing but itself is allowed: whatever it asked of another machine would fail. */
    private static final FunctionEnvironment ENVIRONMENT = FunctionEnvironment.of(Map.of(
            "TOLLGATE_STAGE", "sandbox",
            "TOLLGATE_CONFIGURATION_TABLE", "no-such-table",
            "TOLLGATE_COUNTERS_TABLE", "no-such-table",
            "TOLLGATE_SECRETS_PREFIX", "tollgate/sandbox/",
            "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));

    private final List<CallRecord> calls = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource
    void everyRehearsedCall_isAnsweredAsItShouldBe(RehearsedCall call) throws Exception {
        try (var rehearsal = new Rehearsal(ENVIRONMENT, new StandInCertificate(), calls::add, InstantSource.system())) {
            assertThat(rehearsal.call(call)).as("%s", calls).isTrue();
        }
        assertThat(calls).hasSize(1);
    }

    /** A stand-in that is not asked as the real one would be would warm another way. */
    @Test
    void rehearsedAnswers_haveUsage_thatIsCharged() throws Exception {
        try (var rehearsal = new Rehearsal(ENVIRONMENT, new StandInCertificate(), calls::add, InstantSource.system())) {
            for (var call : RehearsedCall.values()) {
                rehearsal.call(call);
            }
        }

        assertThat(calls)
                .filteredOn(call -> call.ending().toString().startsWith("Answered"))
                .hasSizeGreaterThanOrEqualTo(10)
                .allSatisfy(
                        call -> assertThat(call.toString()).contains("source=PROVIDER", "settlement=DONE", "COMPLETE"));
    }

    @Test
    void run_writesNothing() throws Exception {
        try (var output = new StandardOutput()) {
            Priming.run(ENVIRONMENT, InstantSource.system());

            assertThat(output.lines()).isEmpty();
        }
    }

    @Test
    void close_leavesNoThreadOfTheStandIn() throws Exception {
        new Rehearsal(ENVIRONMENT, new StandInCertificate(), calls::add, InstantSource.system()).close();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("stand-in"));
    }

    /** What the snapshot's processes draw must come from the system, not from a seed that they share. */
    @Test
    void randomNumbers_comeFromTheSystem() {
        assertThat(new SecureRandom().getAlgorithm()).isEqualTo("NativePRNG");
    }
}
