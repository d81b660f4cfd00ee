package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies of a provider that are not passed on, because they could send the caller elsewhere or cannot be read. */
@Timeout(30)
class WireReplyTest {
    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void aRedirect_isNotFollowed_norPassedOn_andCostsNothing(int status) throws IOException {
        try (var elsewhere = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{}"));
                var provider = new ScriptedProvider(new Step.Send(
                        "HTTP/1.1 %d -\r\nlocation: %s/v1/x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                                .formatted(status, elsewhere.uri())))) {
            var gateway = new GatewayClient(new ProxyFixture(provider.uri()), provider);

            var reply = gateway.send(GatewayFixture.CHAT);

            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.error("message"))
                    .isEqualTo("The provider failed: it sent the call elsewhere, and is not followed.");
            assertThat(reply.headers()).doesNotContainKey("location");
            assertThat(elsewhere.received()).isEmpty();
            assertThat(provider.received()).hasSize(1);
            assertThat(gateway.counter().used().requestCount()).isZero();
        }
    }

    /** What is compressed cannot be searched for the gateway's credential. */
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 429, 500})
    void aCompressedError_isNotPassedOn_andCostsNothing(int status) throws IOException {
        try (var provider = new ScriptedProvider(new Step.Send(
                "HTTP/1.1 %d -\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\nconnection: close\r\n\r\nzip!"
                        .formatted(status)))) {
            var gateway = new GatewayClient(new ProxyFixture(provider.uri()), provider);

            var reply = gateway.send(GatewayFixture.CHAT);

            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.error("message"))
                    .isEqualTo("The provider failed: it answered %d, compressed.".formatted(status));
            assertThat(gateway.counter().used().requestCount()).isZero();
        }
    }
}
