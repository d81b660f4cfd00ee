package dev.tollgate.proxy.function;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.Stage;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.proxy.CallRecord;
import dev.tollgate.proxy.Ending;
import dev.tollgate.upstream.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What CloudWatch is told of a call. */
class CallMetricsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void record_writesOneDocument() throws IOException {
        var line = (ObjectNode) line(Calls.of(Calls.served()));

        assertThat(((ObjectNode) line.path("_aws")).remove("Timestamp").isIntegralNumber())
                .isTrue();
        // In no certain order.
        assertThat(((ObjectNode) line.at("/_aws/CloudWatchMetrics/0"))
                        .remove("Metrics")
                        .valueStream()
                        .map(JsonNode::toString))
                .containsExactlyInAnyOrder(
                        "{\"Name\":\"Calls\",\"Unit\":\"Count\"}",
                        "{\"Name\":\"Latency\",\"Unit\":\"Milliseconds\"}",
                        "{\"Name\":\"PromptTokens\",\"Unit\":\"Count\"}",
                        "{\"Name\":\"CompletionTokens\",\"Unit\":\"Count\"}");
        // From the environment, where there is one.
        line.remove(List.of("executionEnvironment", "functionVersion", "logStreamId", "traceId"));
        assertThat(JSON.readTree(line.toString())).isEqualTo(JSON.readTree("""
                {"_aws":{"CloudWatchMetrics":[{"Namespace":"Tollgate",
                  "Dimensions":[["service","stage"],["service","stage","backend"]]}]},
                 "service":"tollgate","stage":"production","backend":"openai",
                 "Calls":1.0,"Latency":1234.0,"PromptTokens":20.0,"CompletionTokens":30.0,
                 "requestId":"call-1","subscription":"app","model":"gpt-4o"}"""));
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(Calls.of(Calls.refused()), Map.of("RefusedBySubscription", 1)),
                Arguments.of(Calls.of(Calls.refused(new Owner.OfBackend("openai"))), Map.of("RefusedByBackend", 1)),
                Arguments.of(Calls.of(Calls.rejected(Fault.Kind.BAD_REQUEST)), Map.of("ClientErrors", 1)),
                Arguments.of(Calls.of(Calls.upstreamError(400, true)), Map.of("ClientErrors", 1)),
                Arguments.of(Calls.of(Calls.upstreamError(429, false)), Map.of("UpstreamFailures", 1)),
                Arguments.of(Calls.of(Calls.upstreamFailed()), Map.of("UpstreamFailures", 1)),
                Arguments.of(
                        Calls.of(Calls.answered(Settlement.DONE, Ending.Delivery.CUT_SHORT)),
                        Map.of("UpstreamFailures", 1, "PromptTokens", 20, "CompletionTokens", 30)),
                Arguments.of(
                        Calls.of(Calls.defect()), Map.of("Defects", 1, "PromptTokens", 20, "CompletionTokens", 30)),
                Arguments.of(Calls.of(Calls.undecided()), Map.of("StoreErrors", 1)),
                Arguments.of(
                        Calls.of(Calls.answered(Settlement.STORE_FAILED, Ending.Delivery.COMPLETE)),
                        Map.of("StoreErrors", 1, "PromptTokens", 20, "CompletionTokens", 30)),
                Arguments.of(
                        Calls.of(Calls.answered(Settlement.TOO_LATE, Ending.Delivery.COMPLETE)),
                        Map.of("LateSettlements", 1, "PromptTokens", 20, "CompletionTokens", 30)),
                Arguments.of(
                        Calls.unchecked(), Map.of("UncheckedCalls", 1, "PromptTokens", 20, "CompletionTokens", 30)),
                Arguments.of(
                        Calls.afterOthers("gpt-4o"),
                        Map.of("Fallbacks", 2, "PromptTokens", 20, "CompletionTokens", 30)));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void everyEnding_hasItsFigures_andNoOther(CallRecord call, Map<String, Integer> expected) throws IOException {
        var line = line(call);

        var figures = metrics(line).stream()
                .filter(name -> !name.equals("Calls") && !name.equals("Latency"))
                .collect(toMap(name -> name, name -> line.path(name).asInt()));
        assertThat(figures).isEqualTo(expected);
        assertThat(line.path("Calls").asInt()).isOne();
    }

    /** Every name that a stranger thinks of would be a metric, to be paid for. */
    @Test
    void aStrangersBackend_isNoDimension() throws IOException {
        var line = line(Calls.ofStranger("any name", Fault.Kind.INVALID_KEY));

        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions")).hasToString("[[\"service\",\"stage\"]]");
        assertThat(line.has("backend")).isFalse();
        assertThat(line.path("ClientErrors").asInt()).isOne();
    }

    /** That the key is known does not make it a backend of ours. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"INVALID_KEY", "SUBSCRIPTION_BLOCKED", "SUBSCRIPTION_INACTIVE", "UNKNOWN_BACKEND"})
    void aBackendThatWasNotFound_isNoDimension(Fault.Kind fault) throws IOException {
        var line = line(Calls.rejected("app", "any name", fault));

        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions")).hasToString("[[\"service\",\"stage\"]]");
        assertThat(line.path("subscription").asText()).isEqualTo("app");
        assertThat(line.path("ClientErrors").asInt()).isOne();
    }

    @Test
    void callsOfManyThreads_doNotMix() throws Exception {
        var threads = 32;
        var callsEach = 50;
        try (var output = new StandardOutput()) {
            var metrics = new CallMetrics(Stage.PRODUCTION);
            var log = new PowertoolsCallLog(Stage.PRODUCTION).and(metrics);
            try (var executor = Executors.newFixedThreadPool(threads)) {
                for (var thread = 0; thread < threads; thread++) {
                    var first = thread * callsEach;
                    executor.execute(() -> IntStream.range(first, first + callsEach)
                            .mapToObj(CallMetricsTest::numbered)
                            .forEach(log::record));
                }
            }

            var lines = output.lines();
            assertThat(lines.stream().filter(line -> line.has("_aws")))
                    .hasSize(threads * callsEach)
                    .allSatisfy(line -> {
                        assertThat(metrics(line))
                                .containsExactlyInAnyOrder("Calls", "Latency", "PromptTokens", "CompletionTokens");
                        assertThat(line.path("requestId").asText())
                                .isEqualTo("call-" + line.path("PromptTokens").asInt());
                        assertThat(line.path("CompletionTokens").asInt())
                                .isEqualTo(line.path("PromptTokens").asInt());
                    })
                    .map(line -> line.path("requestId").asText())
                    .doesNotHaveDuplicates();
            assertThat(lines.stream().filter(line -> line.has("message")))
                    .hasSize(threads * callsEach)
                    .allSatisfy(line -> assertThat(line.path("requestId").asText())
                            .isEqualTo("call-" + line.path("promptTokens").asInt()));
        }
    }

    private static CallRecord numbered(int number) {
        var tokens = number + 1;
        var usage = new Usage(tokens, tokens, 0, 0, 0, 0, Usage.Source.PROVIDER);
        return Calls.of("call-" + tokens, new Ending.Answered(200, usage, Settlement.DONE, Ending.Delivery.COMPLETE));
    }

    private static List<String> metrics(JsonNode line) {
        return line.at("/_aws/CloudWatchMetrics/0/Metrics")
                .valueStream()
                .map(metric -> metric.path("Name").asText())
                .toList();
    }

    private static JsonNode line(CallRecord call) throws IOException {
        try (var output = new StandardOutput()) {
            new CallMetrics(Stage.PRODUCTION).record(call);
            assertThat(output.lines()).hasSize(1);
            return output.lines().getFirst();
        }
    }
}
