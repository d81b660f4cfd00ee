package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.testkit.provider.Framing;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedCall;
import dev.tollgate.testkit.provider.RecordedReply;
import dev.tollgate.testkit.provider.UsageReport;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is charged for what a provider reports: as it should be, not at all, twice, and against reason. */
@Timeout(30)
class ProviderUsageTest {
    static Stream<Arguments> whole() {
        return ProviderFixture.apis().flatMap(ProviderUsageTest::reports);
    }

    static Stream<Arguments> streamed() {
        return ProviderFixture.streamingApis().flatMap(ProviderUsageTest::reports);
    }

    private static Stream<Arguments> reports(RecordedApi api) {
        return api.reports().stream().map(report -> Arguments.of(api.name(), report, api));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("whole")
    void ofAWholeReply(String name, UsageReport report, RecordedApi api) throws IOException {
        assertCharged(api, api.call(), api.whole(report), report);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("streamed")
    void ofAStream(String name, UsageReport report, RecordedApi api) throws IOException {
        assertCharged(api, api.streamedCall().orElseThrow(), api.streamed(report, 3), report);
    }

    @ParameterizedTest
    @MethodSource("dev.tollgate.proxy.ProviderFixture#apis")
    void ofAnError_isNothing(RecordedApi api) throws IOException {
        try (var fixture = new ProviderFixture(Framing.LENGTH.whole(api.error()))) {
            var caller = Caller.patient();

            fixture.call(api, api.call(), caller);

            assertThat(caller.status()).isEqualTo(api.error().status());
            assertThat(caller.bytes()).isEqualTo(api.error().body());
            assertThat(fixture.counter().used().requestCount()).isZero();
            assertThat(fixture.counter().leases()).isEmpty();
        }
    }

    private static boolean isReservation(Usage usage) {
        return usage.source() == Usage.Source.RESERVATION;
    }

    private static void assertCharged(RecordedApi api, RecordedCall call, RecordedReply reply, UsageReport report)
            throws IOException {
        try (var fixture = new ProviderFixture(Framing.CHUNKED.whole(reply))) {
            var caller = Caller.patient();

            fixture.call(api, call, caller);

            var charged = ProviderFixture.charged(fixture.lastCall());
            assertThat(caller.bytes()).isEqualTo(reply.body());
            if (report.charged().isEmpty() || (report.isAmbiguous() && isReservation(charged))) {
                assertThat(isReservation(charged)).as("%s", charged).isTrue();
            } else {
                assertThat(charged).isEqualTo(report.charged().get());
            }
            assertThat(fixture.counter().leases()).isEmpty();
            assertThat(fixture.counter().used().totalTokenCount()).isEqualTo(charged.total());
            assertThat(fixture.counter().committed())
                    .isEqualTo(fixture.counter().used());
        }
    }
}
