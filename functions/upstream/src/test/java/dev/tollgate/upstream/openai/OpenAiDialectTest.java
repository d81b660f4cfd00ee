package dev.tollgate.upstream.openai;

import static dev.tollgate.upstream.openai.QuotaStates.NOW;
import static dev.tollgate.upstream.openai.QuotaStates.inFlight;
import static dev.tollgate.upstream.openai.QuotaStates.quota;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiDialectTest {
    private final OpenAiDialect dialect = OpenAiDialect.openAi();
    private final DialectCaller caller = DialectCaller.of(dialect);

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/chat/completions",
        "POST, /v1/completions",
        "POST, /v1/embeddings",
        "POST, /v1/responses",
        "GET, /v1/models",
        "GET, /v1/models/gpt-5",
    })
    void operations_haveWhatIsMetered(String method, String path) {
        assertThat(caller.find(method, path, Map.of(), "")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/responses/resp_1",
        "DELETE, /v1/responses/resp_1",
        "POST, /v1/responses/resp_1/cancel",
        "GET, /v1/responses/resp_1/input_items",
        "GET, /v1/chat/completions",
        "GET, /v1/chat/completions/chatcmpl-1",
        "POST, /v1/chat/completions/chatcmpl-1",
        "DELETE, /v1/models/ft:gpt-5",
        "POST, /v1/conversations",
        "POST, /v1/files",
        "POST, /v1/images/generations",
        "POST, /v1/audio/speech",
        "POST, /v1/batches",
        "POST, /v1/moderations",
        "POST, /chat/completions",
    })
    void operations_haveNothingElse(String method, String path) {
        assertThat(caller.find(method, path, Map.of(), "")).isEmpty();
    }

    @Test
    void models_costNoTokens_andNoQueryGoesUp() {
        var read = caller.read("GET", "/v1/models/gpt-5", Map.of("x", "y"), "");

        var call = ((ParsedCall.Valid) read).call();
        assertThat(call.path()).isEqualTo("/v1/models/gpt-5");
        assertThat(call.estimate()).isEqualTo(Estimate.NO_TOKENS);
        assertThat(call.body()).isEmpty();
    }

    @Test
    void authorized_sendsTheKeyAsABearer_andTakesNoRole() {
        var request = new UpstreamRequest("GET", URI.create("https://x"), Map.of(), new byte[0], Duration.ofSeconds(1));

        var authorized = dialect.authorized(request, new Credential.Secret(new Redacted("sk-1")));

        assertThat(authorized.headers()).containsExactly(Map.entry("authorization", "Bearer sk-1"));
        assertThatThrownBy(() -> dialect.authorized(request, new Credential.AwsRole()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("openai takes");
    }

    @Test
    void rateLimitHeaders_tellTheTightestLimitOfEachFamily() {
        var quotas = List.of(
                quota(WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 500, 1),
                quota(WindowUnit.DAY, Dimension.TOTAL_TOKEN_COUNT, 50_000, 49_999),
                quota(WindowUnit.MINUTE, Dimension.PROMPT_TOKEN_COUNT, 1_000, 10),
                quota(WindowUnit.DAY, Dimension.COST, 10, 10),
                inFlight(1, 1));

        assertThat(dialect.rateLimitHeaders(quotas, NOW))
                .containsOnly(
                        Map.entry("x-ratelimit-limit-requests", "500"),
                        Map.entry("x-ratelimit-remaining-requests", "499"),
                        Map.entry("x-ratelimit-reset-requests", "30s"),
                        Map.entry("x-ratelimit-limit-tokens", "50000"),
                        Map.entry("x-ratelimit-remaining-tokens", "1"),
                        Map.entry("x-ratelimit-reset-tokens", "13h59m30s"));
    }

    @ParameterizedTest
    @CsvSource({"250, 250ms", "1000, 1s", "59001, 1m0s", "360000, 6m0s", "3600000, 1h0m0s"})
    void durations_areInOpenAisForm(long millis, String expected) {
        assertThat(OpenAiHeaders.duration(Duration.ofMillis(millis))).isEqualTo(expected);
    }
}
