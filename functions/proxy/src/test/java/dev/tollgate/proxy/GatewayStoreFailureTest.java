package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.testkit.FailingCounters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a call while the counters cannot be asked. */
class GatewayStoreFailureTest extends GatewayFixture {
    static Stream<StoreException> failures() {
        return Stream.of(unavailable(), new StoreException.Unknown("no reply", new Exception()));
    }

    static Stream<StoreException> allButFailures() {
        return Stream.of(
                new StoreException.Throttled("too much at once", new Exception()),
                new StoreException.Corrupt("no number"));
    }

    private static StoreException unavailable() {
        return new StoreException.Unavailable("down", new Exception());
    }

    private GatewayClient gateway(StoreException failure, OnStoreFailure onStoreFailure) {
        return gateway(new FailingCounters(failure), using(20, 30))
                .with(plan(minute(Dimension.TOTAL_TOKEN_COUNT, 1_000)).with(Enforcement.STRICT.with(onStoreFailure)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void allow_passes_andTheLogSaysThatNobodyChecked(StoreException failure) throws IOException {
        var gateway = gateway(failure, OnStoreFailure.ALLOW);

        var reply = gateway.send(CHAT);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).doesNotContainKeys("ratelimit", "ratelimit-policy", "x-ratelimit-limit-tokens");
        assertThat(gateway.lastCall().isUnchecked()).isTrue();
        var line = logged(gateway.lastCall());
        assertThat(line.path("unchecked").asBoolean()).isTrue();
        assertThat(line.path("settlement").asText()).isEqualTo(Settlement.STORE_FAILED.name());
        assertThat(line.path("totalTokens").asLong()).isEqualTo(50);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void deny_isA503_andTheProviderIsNotAsked(StoreException failure) throws IOException {
        var gateway = gateway(failure, OnStoreFailure.DENY);

        assertThat(gateway.send(CHAT)).satisfies(GatewayStoreFailureTest::isUnavailable);

        assertThat(gateway.provider().received()).isEmpty();
        assertThat(gateway.lastCall().isUnchecked()).isFalse();
        assertThat(logged(gateway.lastCall()).path("cause").asText()).isEqualTo(failure.getMessage());
    }

    /** Whoever asks often enough could open the gateway otherwise. */
    @ParameterizedTest
    @MethodSource("allButFailures")
    void allow_isNotForAStoreThatAnswers(StoreException answer) {
        var gateway = gateway(answer, OnStoreFailure.ALLOW);

        assertThat(gateway.send(CHAT)).satisfies(GatewayStoreFailureTest::isUnavailable);

        assertThat(gateway.provider().received()).isEmpty();
    }

    @Test
    void allow_isOfOneOwner_andLeavesTheBackendsStrict() {
        var strict = new BackendLimits.ProviderWide(Limits.of(minute(Dimension.REQUEST_COUNT, 10)));
        var gateway = gateway(unavailable(), OnStoreFailure.ALLOW).withBackend(backend -> backend.with(strict));

        assertThat(gateway.send(CHAT)).satisfies(GatewayStoreFailureTest::isUnavailable);

        assertThat(gateway.provider().received()).isEmpty();
    }

    @Test
    void aSafeCapacity_passesAsManyCallsInAWindow_andNoMore() {
        var gateway = gateway(unavailable(), new OnStoreFailure(2));

        var statuses = IntStream.range(0, 3).map(_ -> gateway.send(CHAT).status());

        assertThat(statuses).containsExactly(200, 200, 503);
        gateway.proxy().clock.advance(Duration.ofMinutes(1));
        assertThat(gateway.send(CHAT).status()).as("in the next window").isEqualTo(200);
    }

    @Test
    void aCallThatWasChecked_isNotMarked() throws IOException {
        var gateway = gateway(using(20, 30))
                .with(plan(minute(Dimension.TOTAL_TOKEN_COUNT, 1_000))
                        .with(Enforcement.STRICT.with(OnStoreFailure.ALLOW)));

        gateway.send(CHAT);

        assertThat(gateway.lastCall().isUnchecked()).isFalse();
        assertThat(logged(gateway.lastCall()).has("unchecked")).isFalse();
    }

    private static void isUnavailable(GatewayClient.Reply reply) throws IOException {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.error("code")).isEqualTo("service_unavailable");
        assertThat(reply.error("message")).isEqualTo("The quota cannot be checked right now. Try again.");
    }

    private static JsonNode logged(CallRecord call) throws IOException {
        var line = new ByteArrayOutputStream();
        new JsonCallLog(Stage.SANDBOX, new PrintStream(line, true, UTF_8)).record(call);
        return JsonMapper.builder().build().readTree(line.toByteArray());
    }
}
