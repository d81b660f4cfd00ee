package dev.tollgate.infra.stage;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.GatewayResponse;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;

/**
 * What API Gateway answers where a call does not reach the function, or the function does not answer: in a form whose message the
 * SDKs show, with the call's id. AWS's SDK reads {@code message}, the others {@code error.message}.
 */
final class GatewayAnswers {
    private static final String ITS_OWN_MESSAGE = "$context.error.messageString";
    private static final String CALLERS_FAULT = "invalid_request_error";

    private static final Map<String, String> TRY_AGAIN = Map.of("retry-after", "'1'");

    private static final List<Answer> ALL = List.of(
            new Answer("Default4xx", ResponseType.DEFAULT_4_XX, "", CALLERS_FAULT, ITS_OWN_MESSAGE, Map.of()),
            new Answer("Default5xx", ResponseType.DEFAULT_5_XX, "", "api_error", ITS_OWN_MESSAGE, Map.of()),
            new Answer(
                    "NoSuchPath",
                    ResponseType.MISSING_AUTHENTICATION_TOKEN,
                    "404",
                    CALLERS_FAULT,
                    "\"No such path: it must be /<stage>/<backend>/<the provider's own path>\"",
                    Map.of()),
            new Answer(
                    "Throttled",
                    ResponseType.THROTTLED,
                    "429",
                    "rate_limit_error",
                    "\"The gateway as a whole has too many calls; your plan is not concerned. Try again in a second\"",
                    TRY_AGAIN),
            // Lambda's throttle of the function arrives as this one.
            new Answer(
                    "NotTaken",
                    ResponseType.INTEGRATION_FAILURE,
                    "503",
                    "overloaded_error",
                    "\"The gateway has no room for this call just now; your plan is not concerned. Try again in a second\"",
                    TRY_AGAIN),
            new Answer(
                    "TooLarge",
                    ResponseType.REQUEST_TOO_LARGE,
                    "413",
                    CALLERS_FAULT,
                    "\"The request is larger than the 6 MB that AWS passes on, as it is written down\"",
                    Map.of()));

    private GatewayAnswers() {}

    static void addTo(RestApi api) {
        ALL.forEach(answer -> answer.addTo(api));
    }

    /**
     * One of them.
     *
     * @param status empty where it stays as it is
     * @param error what kind it is, by OpenAI's and Anthropic's names
     * @param message a text in JSON, or a variable that stands for one
     */
    private record Answer(
            String id, ResponseType type, String status, String error, String message, Map<String, String> headers) {
        void addTo(RestApi api) {
            var sent = new HashMap<>(headers);
            sent.put("x-request-id", "context.requestId");
            var answer = GatewayResponse.Builder.create(api, id)
                    .restApi(api)
                    .type(type)
                    .responseHeaders(sent)
                    .templates(Map.of("application/json", body()));
            if (!status.isEmpty()) {
                answer.statusCode(status);
            }
            answer.build();
        }

        private String body() {
            var code = type.getResponseType().toLowerCase(Locale.ROOT);
            return "{\"message\":%1$s,\"error\":{\"message\":%1$s,\"type\":\"%2$s\",\"code\":\"%3$s\"}}"
                    .formatted(message, error, code);
        }
    }
}
