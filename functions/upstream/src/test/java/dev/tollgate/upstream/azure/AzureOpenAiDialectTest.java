package dev.tollgate.upstream.azure;

import static dev.tollgate.upstream.DialectCaller.SENT;
import static dev.tollgate.upstream.DialectCaller.body;
import static dev.tollgate.upstream.openai.QuotaStates.NOW;
import static dev.tollgate.upstream.openai.QuotaStates.inFlight;
import static dev.tollgate.upstream.openai.QuotaStates.quota;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ModelName;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureOpenAiDialectTest {
    private static final String CHAT = "/openai/deployments/fast/chat/completions";
    private static final Map<String, String> VERSION = Map.of("api-version", "2024-10-21");

    private final AzureOpenAiDialect dialect = new AzureOpenAiDialect();
    private final DialectCaller caller = DialectCaller.of(dialect);

    @ParameterizedTest
    @CsvSource({
        "POST, /openai/deployments/fast/chat/completions",
        "POST, /openai/deployments/fast/completions",
        "POST, /openai/deployments/fast/embeddings",
        "POST, /openai/responses",
        "POST, /openai/v1/chat/completions",
        "POST, /openai/v1/completions",
        "POST, /openai/v1/embeddings",
        "POST, /openai/v1/responses",
        "GET, /openai/models",
        "GET, /openai/v1/models",
    })
    void operations_haveWhatIsMetered_withTheVersionAndNoOtherQuery(String method, String path) {
        var query = Map.of("api-version", "2024-10-21", "subscription-key", "k");

        var found = caller.find(method, path, query, "");

        assertThat(found.orElseThrow().target().path()).isEqualTo(path + "?api-version=2024-10-21");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/chat/completions",
        "POST, /openai/chat/completions",
        "POST, /openai/deployments/fast/extensions/chat/completions",
        "POST, /openai/deployments/fast/images/generations",
        "POST, /openai/deployments/fast/audio/transcriptions",
        "POST, /openai/deployments/fast/responses",
        "POST, /openai/deployments//chat/completions",
        "GET, /openai/deployments",
        "GET, /openai/responses/resp_1",
        "GET, /openai/v1/responses/resp_1",
        "DELETE, /openai/v1/responses/resp_1",
        "POST, /openai/v1/responses/resp_1/cancel",
        "POST, /openai/v1/files",
        "POST, /openai/threads",
    })
    void operations_haveNothingElse(String method, String path) {
        assertThat(caller.find(method, path, Map.of(), "")).isEmpty();
    }

    /** Azure ignores a model in the body. Another server behind the same path might not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":[]}                    | {\"messages\":[]}",
                "{\"model\":null,\"messages\":[]}     | {\"model\":null,\"messages\":[]}",
                "{ \"model\":\"fast\",\"messages\":[]} | { \"model\":\"fast\",\"messages\":[]}",
                "{\"model\":\"dearer\",\"messages\":[]} | {\"model\":\"fast\",\"messages\":[]}",
                "{\"model\":[7],\"messages\":[]}      | {\"model\":\"fast\",\"messages\":[]}",
            })
    void theModel_isTheDeploymentInThePath_alsoInABodyThatNamesAnother(String json, String sent) {
        var call = valid(caller, CHAT, json);

        assertThat(call.model()).isEqualTo(new ModelName("fast", "fast"));
        assertThat(body(call)).isEqualTo(sent);
        assertThat(call.path()).isEqualTo(CHAT + "?api-version=2024-10-21");
    }

    @Test
    void aModelInAnotherLetterCase_isRefused_alsoBesideADeployment() {
        assertThat(fault(CHAT, "{\"Model\":\"dearer\",\"messages\":[]}").field())
                .isEqualTo("Model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/completions", "/completions", "/embeddings"})
    void anAlias_replacesTheDeploymentInThePath_andTheModelInTheBody(String operation) {
        var aliased = caller.withAlias("fast", "gpt-5-mini");

        var call = valid(aliased, "/openai/deployments/fast" + operation, "{\"model\":\"fast\",\"user\":\"u\"}");

        assertThat(call.model()).isEqualTo(new ModelName("fast", "gpt-5-mini"));
        assertThat(call.path()).isEqualTo("/openai/deployments/gpt-5-mini" + operation + "?api-version=2024-10-21");
        assertThat(body(call)).isEqualTo("{\"model\":\"gpt-5-mini\",\"user\":\"u\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openai/responses",
                "/openai/v1/chat/completions",
                "/openai/v1/completions",
                "/openai/v1/embeddings",
                "/openai/v1/responses",
            })
    void anAlias_replacesTheModelInTheBody_whereThePathNamesNone(String path) {
        var aliased = caller.withAlias("fast", "gpt-5-mini");

        var call = valid(aliased, path, "{\"model\":\"fast\",\"user\":\"u\"}");

        assertThat(call.path()).isEqualTo(path + "?api-version=2024-10-21");
        assertThat(body(call)).isEqualTo("{\"model\":\"gpt-5-mini\",\"user\":\"u\"}");
        assertThat(fault(path, "{\"user\":\"u\"}").field()).isEqualTo("model");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                /openai/deployments/fast/chat/completions | {"max_completion_tokens":1000,"messages":[]}
                /openai/deployments/fast/completions      | {"max_tokens":1000,"messages":[]}
                /openai/deployments/fast/embeddings       | {"messages":[]}
                """)
    void theDefaultMaximum_isPutInWhereTheOperationHasIt(String path, String sent) {
        assertThat(body(valid(caller.with(SENT), path, "{\"messages\":[]}"))).isEqualTo(sent);
    }

    @Test
    void lowered_keepsTheDeploymentOfAnAlias() {
        var call = valid(caller.with(SENT).withAlias("fast", "gpt-5-mini"), CHAT, "{\"messages\":[]}");

        var lowered = call.lowered(call.estimate().withCompletion(20));

        assertThat(body(lowered)).isEqualTo("{\"max_completion_tokens\":20,\"messages\":[]}");
        assertThat(lowered.path()).isEqualTo(call.path()).contains("gpt-5-mini");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                /openai/deployments/fast/chat/completions | {"messages":[],"data_sources":[{"type":"azure_search"}]} | data_sources
                /openai/deployments/fast/chat/completions | {"messages":[],"dataSources":[{"type":"azure_search"}]}  | dataSources
                /openai/deployments/fast/chat/completions | {"messages":[],"max_tokens":"9"}                         | max_tokens
                /openai/v1/responses                      | {"model":"m","background":true}                          | background
                /openai/responses                         | {"model":"m","previous_response_id":"resp_1"}            | previous_response_id
                """)
    void whatCannotBeMetered_isRefused(String path, String json, String field) {
        assertThat(fault(path, json).field()).isEqualTo(field);
    }

    @Test
    void theFirstChunk_passesWithItsFilterResults_andTheChunkOfUsageIsHidden() throws IOException {
        var stream = """
                data: {"choices":[],"prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}],"usage":null}

                data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}],"usage":null}

                data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                data: [DONE]

                """;
        var meter = DialectCaller.meter(valid(caller, CHAT, "{\"messages\":[],\"stream\":true}"));

        var passed = DialectCaller.passed(meter, stream.getBytes(UTF_8));

        assertThat(passed).hasSize(3).first().asString().contains("prompt_filter_results");
        assertThat(meter.usage()).contains(new Usage(3, 4, 7, 0, 0, 0, Usage.Source.PROVIDER));
    }

    @Test
    void anErrorInAStream_isInAzuresForm() {
        var meter = DialectCaller.meter(valid(caller, CHAT, "{\"messages\":[],\"stream\":true}"));

        assertThat(new String(meter.error(new Fault(Fault.Kind.UPSTREAM_TIMEOUT, "Too slow.")), UTF_8))
                .isEqualTo("data: {\"error\":{\"code\":\"Timeout\",\"message\":\"Too slow.\"}}\n\n");
    }

    @Test
    void authorized_sendsTheKeyInItsHeader_andTakesNoRole() {
        var request = new UpstreamRequest("GET", URI.create("https://x"), Map.of(), new byte[0], Duration.ofSeconds(1));

        var authorized = dialect.authorized(request, new Credential.Secret(new Redacted("k-1")));

        assertThat(authorized.headers()).containsExactly(Map.entry("api-key", "k-1"));
        assertThatThrownBy(() -> dialect.authorized(request, new Credential.AwsRole()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestHeaders_nameNoOtherDeployment() {
        assertThat(dialect.requestHeaders()).doesNotContain("x-ms-oai-image-generation-deployment", "api-key");
    }

    @Test
    void rateLimitHeaders_haveResetsInWholeSeconds() {
        var quotas = List.of(
                quota(WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 500, 1),
                quota(WindowUnit.DAY, Dimension.TOTAL_TOKEN_COUNT, 50_000, 49_999),
                quota(WindowUnit.DAY, Dimension.COST, 10, 10),
                inFlight(1, 1));

        assertThat(dialect.rateLimitHeaders(quotas, NOW))
                .containsOnly(
                        Map.entry("x-ratelimit-limit-requests", "500"),
                        Map.entry("x-ratelimit-remaining-requests", "499"),
                        Map.entry("x-ratelimit-reset-requests", "30"),
                        Map.entry("x-ratelimit-limit-tokens", "50000"),
                        Map.entry("x-ratelimit-remaining-tokens", "1"),
                        Map.entry("x-ratelimit-reset-tokens", "50370"));
    }

    private static ModelCall valid(DialectCaller caller, String path, String json) {
        return switch (caller.read("POST", path, VERSION, json)) {
            case ParsedCall.Valid(var call) -> call;
            case ParsedCall.Invalid(var fault) -> throw new AssertionError(fault.message());
        };
    }

    private Fault fault(String path, String json) {
        return ((ParsedCall.Invalid) caller.read("POST", path, VERSION, json)).fault();
    }
}
