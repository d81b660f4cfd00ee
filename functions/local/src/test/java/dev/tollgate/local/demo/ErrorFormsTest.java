package dev.tollgate.local.demo;

import static dev.tollgate.local.demo.DemoCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each dialect calls a status. */
@Timeout(30)
class ErrorFormsTest {
    private final DemoModel model = new DemoModel(Duration.ZERO);
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT, 400, /error/type, invalid_request_error",
        "CHAT, 400, /error/code, demo_error",
        "CHAT, 429, /error/code, rate_limit_exceeded",
        "CHAT, 500, /error/type, server_error",
        "CHAT, 599, /error/type, server_error",
        "AZURE, 500, /error/code, 500",
        "MESSAGES, 400, /error/type, invalid_request_error",
        "MESSAGES, 404, /error/type, not_found_error",
        "MESSAGES, 413, /error/type, request_too_large",
        "MESSAGES, 500, /error/type, api_error",
        "MESSAGES, 529, /error/type, overloaded_error",
        "MESSAGES, 529, /type, error",
        "GEMINI, 400, /error/status, INVALID_ARGUMENT",
        "GEMINI, 403, /error/status, PERMISSION_DENIED",
        "GEMINI, 500, /error/status, INTERNAL",
        "GEMINI, 503, /error/status, UNAVAILABLE",
        "GEMINI, 503, /error/code, 503",
    })
    void anError_hasItsKind(Api api, int status, String pointer, String kind) {
        var name = "demo-error-" + status;

        var response = caller.post(api.path(name, false), api.body(name, false, 5), api.headers());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response.body()).at(pointer).asText()).isEqualTo(kind);
        assertThat(response.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 429);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException",
        "403, AccessDeniedException",
        "404, ResourceNotFoundException",
        "408, ModelTimeoutException",
        "424, ModelErrorException",
        "429, ThrottlingException",
        "500, InternalServerException",
        "503, ServiceUnavailableException",
    })
    void anErrorOfBedrock_hasItsKindInAHeader(int status, String kind) {
        var name = "demo-error-" + status;

        var response = caller.post(Api.CONVERSE.path(name, false), Api.CONVERSE.body(name, false, 5));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("x-amzn-errortype")).hasValue(kind);
        assertThat(json(response.body()))
                .isEqualTo(json("{\"message\":\"The model was asked to fail with status %d.\"}".formatted(status)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/responses                 | {'model':'m'}                                       | 'input'",
                "/v1/responses                 | {'model':'m','input':'x','max_output_tokens':0}     | 'max_output_tokens'",
                "/v1/completions               | {'model':'m','prompt':[]}                           | 'prompt'",
                "/v1/embeddings                | {'model':'m','input':[1.5]}                         | 'input'",
                "/v1/embeddings                | {'model':'m','input':'x','encoding_format':'hex'}   | 'encoding_format'",
                "/v1/messages                  | {'model':'m','messages':[{'role':'user'}]}          | 'max_tokens' must be set",
                "/v1/messages                  | {'model':'m','max_tokens':5}                        | 'messages'",
                "/v1/messages/count_tokens     | {'model':'m'}                                       | 'messages'",
                "/v1beta/models/m:generateContent | {'contents':[{}]}                                | 'contents'",
                "/v1beta/models/m:generateContent | {'contents':[{'parts':[]}],'generationConfig':{'maxOutputTokens':0}} | 'generationConfig.maxOutputTokens'",
                "/v1beta/models/m:embedContent | {'content':'x'}                                     | 'content'",
                "/v1beta/models/m:batchEmbedContents | {'requests':[{'content':{}}]}                 | 'requests'",
                "/v1beta/models/m:countTokens  | {}                                                  | 'contents'",
                "/model/m/converse             | {'messages':[{'role':'user','content':'x'}]}        | 'messages'",
                "/model/m/converse             | {'messages':[{'role':'user','content':[]}],'inferenceConfig':{'maxTokens':0}} | 'inferenceConfig.maxTokens'",
                "/model/m/invoke               | {'messages':[{'role':'user'}],'max_tokens':5}       | 'anthropic_version'",
            })
    void aWrongField_isNamed(String path, String body, String field) {
        var version = path.startsWith("/v1/messages") ? "2023-06-01" : "";

        var response =
                version.isEmpty() ? caller.post(path, body) : caller.post(path, body, "anthropic-version", version);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(field);
    }

    @ParameterizedTest
    @CsvSource({"/v1/messages", "/v1/messages/count_tokens"})
    void aCallOfAnthropics_needsAVersion(String path) {
        var response = caller.post(path, Api.MESSAGES.body("demo", false, 5));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("anthropic-version: header is required");
    }
}
