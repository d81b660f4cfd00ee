package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.testkit.ScriptedProvider;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalStackTest {
    @Test
    void theClass_isSkipped_withTheReason_whereThereIsNeither() {
        var condition = new LocalStack(Optional.empty(), () -> false).condition();

        assertThat(condition.isDisabled()).isTrue();
        assertThat(condition.getReason().orElseThrow()).startsWith("neither Docker nor LOCALSTACK_ENDPOINT: ");
    }

    @Test
    void eitherOfThem_isEnough() {
        var anEndpoint = new LocalStack(Optional.of(URI.create("http://localhost:4566")), () -> false);

        assertThat(anEndpoint.condition().isDisabled()).isFalse();
        assertThat(new LocalStack(Optional.empty(), () -> true).condition().isDisabled())
                .isFalse();
    }

    @Test
    void anEndpoint_thatDoesNotAnswer_isAFailure() throws Exception {
        URI closed;
        try (var server = new ScriptedProvider()) {
            closed = server.uri();
        }

        assertThatThrownBy(new LocalStack(Optional.of(closed), () -> true)::start)
                .isInstanceOf(IOException.class)
                .hasMessage("LOCALSTACK_ENDPOINT is " + closed + ", and no LocalStack answers there");
    }

    @Test
    void anEndpoint_thatIsNoLocalStack_isAFailure() throws Exception {
        try (var server = new ScriptedProvider(ScriptedProvider.reply(404, "text/plain", ""))) {
            assertThatThrownBy(new LocalStack(Optional.of(server.uri()), () -> true)::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no LocalStack answers there")
                    .hasRootCauseMessage(server.uri() + "/_localstack/health is answered with 404");
        }
    }

    @Test
    void anEndpoint_thatIsHealthy_isUsed() throws Exception {
        try (var server = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{}"))) {
            var localStack = new LocalStack(Optional.of(server.uri()), () -> true);

            assertThatCode(localStack::start).doesNotThrowAnyException();

            assertThat(localStack.endpoint()).isEqualTo(server.uri());
            assertThat(server.received().getFirst().line()).startsWith("GET /_localstack/health ");
        }
    }
}
