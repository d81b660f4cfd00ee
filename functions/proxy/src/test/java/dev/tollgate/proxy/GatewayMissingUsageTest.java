package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.usage.OnMissingUsage;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is charged for a reply that does not say what it used. */
class GatewayMissingUsageTest extends GatewayFixture {
    private static final String CHUNK = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String STREAMED = chat("m", "hi", ",\"max_tokens\":10,\"stream\":true");

    /** 24 bytes: six tokens of four. */
    private static final Step REPLY = replyOf("{\"choices\":[\"abcdefgh\"]}");

    private GatewayClient gateway(OnMissingUsage onMissingUsage, Step... script) {
        return gateway(script)
                .with(plan(minute(Dimension.TOTAL_TOKEN_COUNT, 10_000)).with(onMissingUsage));
    }

    @ParameterizedTest
    @CsvSource({
        "CHARGE_RESERVATION, 73, 10, RESERVATION",
        "CHARGE_ESTIMATE, 19, 6, ESTIMATE",
        "CHARGE_NOTHING, 0, 0, ESTIMATE"
    })
    void aWholeReply(OnMissingUsage onMissingUsage, long prompt, long completion, Usage.Source source) {
        var gateway = gateway(onMissingUsage, REPLY);

        gateway.send(CHAT);

        assertCharged(gateway, prompt, completion, source);
    }

    @ParameterizedTest
    @CsvSource({
        "CHARGE_RESERVATION, 87, 10, RESERVATION",
        "CHARGE_ESTIMATE, 22, 3, ESTIMATE",
        "CHARGE_NOTHING, 0, 0, ESTIMATE"
    })
    void aStream(OnMissingUsage onMissingUsage, long prompt, long completion, Usage.Source source) {
        var gateway = gateway(onMissingUsage, ScriptedProvider.eventStream(), new Step.Send(CHUNK.repeat(3) + DONE));

        gateway.send(STREAMED);

        assertCharged(gateway, prompt, completion, source);
    }

    /** Some servers keep a connection alive with comments while the model is waiting for its turn. */
    @Test
    void anEstimateOfAStream_countsNoComments() {
        var gateway = gateway(
                OnMissingUsage.CHARGE_ESTIMATE,
                ScriptedProvider.eventStream(),
                new Step.Send(": PROCESSING\n\n".repeat(4) + CHUNK + DONE));

        gateway.send(STREAMED);

        assertCharged(gateway, 22, 1, Usage.Source.ESTIMATE);
    }

    /** Else whoever hangs up in time would have it for nothing. */
    @ParameterizedTest
    @EnumSource
    void aStreamThatBreaksOff_isChargedTheReservation(OnMissingUsage onMissingUsage) {
        var withoutItsEnd =
                "HTTP/1.1 200 -\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n%x\r\n%s\r\n"
                        .formatted(CHUNK.length(), CHUNK);
        var gateway = gateway(onMissingUsage, new Step.Send(withoutItsEnd));

        gateway.send(STREAMED);

        assertCharged(gateway, 87, 10, Usage.Source.RESERVATION);
    }

    /** A reply says more than its text: its length can speak for more tokens than it was allowed. */
    @Test
    void anEstimate_isNoMoreThanTheMaximum() {
        var gateway = gateway(OnMissingUsage.CHARGE_ESTIMATE, replyOf("{\"text\":\"%s\"}".formatted("x".repeat(400))));

        gateway.send(CHAT);

        assertCharged(gateway, 19, 10, Usage.Source.ESTIMATE);
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatSaysWhatItUsed_isChargedThat(OnMissingUsage onMissingUsage) {
        var gateway = gateway(onMissingUsage, using(20, 5));

        gateway.send(CHAT);

        assertCharged(gateway, 20, 5, Usage.Source.PROVIDER);
    }

    @ParameterizedTest
    @EnumSource
    void theListOfModels_isARequestAndNoTokens(OnMissingUsage onMissingUsage) {
        var gateway = gateway(onMissingUsage, replyOf("{\"data\":[]}"));

        gateway.models();

        assertCharged(gateway, 0, 0, Usage.Source.PROVIDER);
    }

    private static void assertCharged(GatewayClient gateway, long prompt, long completion, Usage.Source source) {
        assertThat(gateway.counter().used()).isEqualTo(new Amounts(1, prompt, completion, prompt + completion, 0));
        assertThat(gateway.counter().leases()).isEmpty();
        assertThat(((Ending.Answered) gateway.lastCall().ending()).usage().source())
                .isEqualTo(source);
    }
}
