package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.local.Enforced.By;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every dimension limited alone, for each that can have a limit: over HTTP, through the whole gateway. A call may use 73 tokens
 * of prompt and 10 of completion, and uses 70 and 9 of them.
 */
@Timeout(120)
class EnforcementTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);

    /** Long enough that no test sees its end. */
    private static final WindowLength MONTH = new WindowLength(1, WindowUnit.MONTH);

    @AfterAll
    static void close() {
        HTTP.close();
    }

    static Stream<Arguments> limits() {
        return Arrays.stream(Dimension.values())
                .flatMap(dimension -> Arrays.stream(By.values()).map(owner -> Arguments.of(dimension, owner)));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void whatDoesNotFit_isRefused_andNothingBefore(Dimension dimension, By owner) throws Exception {
        var limit = oneCall(dimension);
        try (var provider = new ScriptedProvider(using(70, 9))) {
            var enforced = Enforced.by(owner, limit(dimension, limit), Enforcement.STRICT, provider.uri());

            assertThat(call(enforced).statusCode()).isEqualTo(200);
            var refused = call(enforced);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .contains("%s of %s is limited to %d in 1 month: "
                            .formatted(dimension.fieldName(), enforced.name(owner), limit));
            assertThat(provider.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("limits")
    void whatJustFits_isNotRefused(Dimension dimension, By owner) throws Exception {
        try (var provider = new ScriptedProvider(using(70, 9))) {
            var enforced =
                    Enforced.by(owner, limit(dimension, oneCall(dimension) + 1), Enforcement.STRICT, provider.uri());

            assertThat(call(enforced).statusCode()).isEqualTo(200);
            assertThat(call(enforced).statusCode()).isEqualTo(200);
        }
    }

    /** WSO2's {@code stopOnQuotaReach: false}. */
    @ParameterizedTest
    @MethodSource("limits")
    void whereNothingIsStopped_everyCallPasses(Dimension dimension, By owner) throws Exception {
        var passing = Enforcement.STRICT.with(Enforcement.OnQuotaReach.PASS);
        try (var provider = new ScriptedProvider(using(70, 9))) {
            var enforced = Enforced.by(owner, limit(dimension, oneCall(dimension)), passing, provider.uri());

            assertThat(call(enforced).statusCode()).isEqualTo(200);
            var beyond = call(enforced);

            assertThat(beyond.statusCode()).isEqualTo(200);
            var told = beyond.headers().firstValue("x-tollgate-quota-exceeded");
            assertThat(told.isPresent()).as("the plan's limits are told").isEqualTo(owner == By.PLAN);
            assertThat(provider.received()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void concurrentRequests_refuseOnlyWhileOthersAreInFlight(By owner) throws Exception {
        var arrived = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var provider =
                new ScriptedProvider(new Step.Tell(arrived::countDown), new Step.Await(goOn), using(70, 9))) {
            var enforced = Enforced.by(owner, new Limits(List.of(), 1, 0), Enforcement.STRICT, provider.uri());
            var first = HTTP.sendAsync(enforced.chat(), BodyHandlers.ofString());
            arrived.await();

            var refused = call(enforced);
            goOn.countDown();

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .contains("concurrentRequests of %s is limited to 1, and as many calls are in flight"
                            .formatted(enforced.name(owner)));
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(call(enforced).statusCode()).as("once it has ended").isEqualTo(200);
            assertThat(provider.received()).hasSize(2);
        }
    }

    /** The plan that WSO2's guide creates: the reply that exceeds it passes, the next call does not. */
    @Test
    void wso2sExample_countsAfterTheReply_andRefusesTheNextCall() throws Exception {
        var limits = Limits.of(
                new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 1_000_000L, Dimension.TOTAL_TOKEN_COUNT, 300L)));
        var after = Enforcement.STRICT.with(Accounting.COUNT_AFTER);
        try (var provider = new ScriptedProvider(using(20, 338))) {
            List<Integer> statuses;
            Window began;
            do {
                began = MINUTE.windowAt(Instant.now());
                var enforced = Enforced.by(By.PLAN, limits, after, provider.uri());
                statuses = List.of(call(enforced).statusCode(), call(enforced).statusCode());
            } while (!MINUTE.windowAt(Instant.now()).equals(began));

            assertThat(statuses).containsExactly(200, 429);
        }
    }

    /** What one call fits into, and another one does not by one. */
    private static long oneCall(Dimension dimension) {
        return switch (dimension) {
            case REQUEST_COUNT -> 1;
            case PROMPT_TOKEN_COUNT -> 142;
            case COMPLETION_TOKEN_COUNT -> 18;
            case TOTAL_TOKEN_COUNT, COST -> 161;
        };
    }

    private static Limits limit(Dimension dimension, long limit) {
        return Limits.of(new Quota(MONTH, Map.of(dimension, limit)));
    }

    /** A whole reply that reports this use. */
    private static Step using(long prompt, long completion) {
        return ScriptedProvider.reply(
                200,
                "application/json",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}}"
                        .formatted(prompt, completion, prompt + completion));
    }

    private static HttpResponse<String> call(Enforced enforced) throws IOException, InterruptedException {
        return HTTP.send(enforced.chat(), BodyHandlers.ofString());
    }
}
