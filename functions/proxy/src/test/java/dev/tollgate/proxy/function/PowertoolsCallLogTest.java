package dev.tollgate.proxy.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.Stage;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.proxy.CallFields;
import dev.tollgate.proxy.CallRecord;
import dev.tollgate.proxy.Ending;
import dev.tollgate.upstream.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole line of a call, for every way to end. */
class PowertoolsCallLogTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("INFO", Calls.served(), """
                        {"outcome":"Answered","status":200,"delivery":"COMPLETE","promptTokens":20,"completionTokens":30,
                         "totalTokens":50,"usageSource":"PROVIDER","settlement":"DONE"}"""),
                Arguments.of("INFO", Calls.refused(), """
                        {"outcome":"Refused","status":429,"quota":"totalTokenCount-1min","owner":"plan AIGold",
                         "limit":1000,"used":900,"reserved":50,"requested":70}"""),
                Arguments.of("INFO", Calls.rejected(Fault.Kind.UNKNOWN_MODEL), """
                        {"outcome":"Rejected","status":404,"fault":"UNKNOWN_MODEL"}"""),
                Arguments.of("ERROR", Calls.undecided(), """
                        {"outcome":"Rejected","status":503,"fault":"UNAVAILABLE","cause":"it is down"}"""),
                Arguments.of("INFO", Calls.upstreamError(400, true), """
                        {"outcome":"UpstreamError","status":400,"charged":true,"settlement":"DONE"}"""),
                Arguments.of("WARN", Calls.upstreamError(529, false), """
                        {"outcome":"UpstreamError","status":529,"charged":false,"settlement":"DONE"}"""),
                Arguments.of("WARN", Calls.upstreamFailed(), """
                        {"outcome":"UpstreamFailed","status":504,"fault":"UPSTREAM_TIMEOUT","cause":"Too long.","promptTokens":0,
                         "completionTokens":0,"totalTokens":0,"usageSource":"PROVIDER","settlement":"DONE"}"""),
                Arguments.of("ERROR", Calls.defect(), """
                        {"outcome":"Defect","status":500,"fault":"INTERNAL","promptTokens":20,"completionTokens":30,
                         "totalTokens":50,"usageSource":"PROVIDER","settlement":"DONE"}"""));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void record_writesTheWholeLine(String level, Ending ending, String fields) throws IOException {
        var line = line(Calls.of(ending));

        var expected = (ObjectNode) JSON.readTree("""
                {"message":"call","service":"tollgate","logger":"dev.tollgate.calls","requestId":"call-1",
                 "functionRequestId":"function-call-1","stage":"production","subscription":"app","backend":"openai",
                 "model":"gpt-4o","milliseconds":1234}""");
        expected.put("level", level).setAll((ObjectNode) JSON.readTree(fields));
        assertThat(line.remove("timestamp").asText()).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(JSON.readTree(line.toString())).isEqualTo(JSON.readTree(expected.toString()));
    }

    static Stream<Arguments> levels() {
        return Stream.of(
                Arguments.of("WARN", Calls.of(Calls.answered(Settlement.DONE, Ending.Delivery.CUT_SHORT))),
                Arguments.of("INFO", Calls.of(Calls.answered(Settlement.DONE, Ending.Delivery.CLIENT_GONE))),
                Arguments.of("WARN", Calls.of(Calls.answered(Settlement.TOO_LATE, Ending.Delivery.COMPLETE))),
                Arguments.of("ERROR", Calls.of(Calls.answered(Settlement.STORE_FAILED, Ending.Delivery.COMPLETE))),
                Arguments.of("WARN", Calls.unchecked()),
                Arguments.of("INFO", Calls.ofStranger("openai", Fault.Kind.INVALID_KEY)));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void level_saysWhetherSomebodyMustAct(String level, CallRecord call) throws IOException {
        assertThat(line(call).path("level").asText()).isEqualTo(level);
    }

    @Test
    void record_tellsWhoWasTriedBefore_andWhatItCost() throws IOException {
        var line = line(Calls.afterOthers("gpt-4o"));

        assertThat(line.path("tried")).hasToString("[\"azure 429\",\"mirror UPSTREAM_TIMEOUT\"]");
        assertThat(line.path("cost").asLong()).isEqualTo(350);
        assertThat(line.path("backendCost").asLong()).isEqualTo(300);
    }

    /** A caller names the model. Powertools writes most control characters as they are, which is no JSON. */
    @Test
    void aNameThatIsNone_isWrittenWithoutControlCharacters_andCut() throws IOException {
        var line = line(Calls.afterOthers("a\0b\u001b[31m\u0085\"}{\\" + "x".repeat(100_000)));

        assertThat(line.path("model").asText()).startsWith("a?b?[31m?\"}{\\xxx").hasSize(200);
    }

    @Test
    void theLaptopsLine_hasTheSameFields() throws IOException {
        var call = Calls.afterOthers("gpt-4o");

        var line = line(call);

        line.remove(List.of("level", "message", "timestamp", "service", "logger"));
        assertThat(line.toString().length())
                .isEqualTo(JSON.writeValueAsString(CallFields.of(call, Stage.PRODUCTION))
                        .length());
        assertThat(line.properties().stream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(CallFields.of(call, Stage.PRODUCTION).keySet());
    }

    @Test
    void usageOfAReservation_isMarked() throws IOException {
        var usage = new Usage(9, 1, 10, 0, 0, 0, Usage.Source.RESERVATION);

        var line = line(Calls.of(new Ending.Answered(200, usage, Settlement.DONE, Ending.Delivery.CUT_SHORT)));

        assertThat(line.path("usageSource").asText()).isEqualTo("RESERVATION");
    }

    private static ObjectNode line(CallRecord call) throws IOException {
        try (var output = new StandardOutput()) {
            new PowertoolsCallLog(Stage.PRODUCTION).record(call);
            assertThat(output.lines()).hasSize(1).first().isInstanceOf(ObjectNode.class);
            JsonNode line = output.lines().getFirst();
            return (ObjectNode) line;
        }
    }
}
