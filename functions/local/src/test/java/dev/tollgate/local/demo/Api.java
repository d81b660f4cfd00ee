package dev.tollgate.local.demo;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Usage;
import java.util.List;
import java.util.Optional;

/** An operation that generates text, as its callers know it. */
@SuppressWarnings("ImmutableEnumChecker") // its fields are records of strings
enum Api {
    CHAT(
            new Call(
                    "/v1/chat/completions",
                    "/v1/chat/completions",
                    "'stream':true,'stream_options':{'include_usage':true},"),
            "'model':'%1$s',%2$s'max_tokens':%3$d,'messages':[{'role':'user','content':'Hello, gate!'}]",
            new Texts("/choices/0/message/content", "/choices/0/delta/content", "/choices/0/finish_reason", "length"),
            Billing.OPENAI,
            new Errors("/error/type", "requests")),
    COMPLETIONS(
            new Call("/v1/completions", "/v1/completions", "'stream':true,'stream_options':{'include_usage':true},"),
            "'model':'%1$s',%2$s'max_tokens':%3$d,'prompt':'Hello, gate!'",
            new Texts("/choices/0/text", "/choices/0/text", "/choices/0/finish_reason", "length"),
            Billing.OPENAI,
            new Errors("/error/type", "requests")),
    RESPONSES(
            new Call("/v1/responses", "/v1/responses", "'stream':true,"),
            "'model':'%1$s',%2$s'max_output_tokens':%3$d,'input':'Hello, gate!'",
            new Texts("/output/0/content/0/text", "/delta", "/incomplete_details/reason", "max_output_tokens"),
            Billing.RESPONSES,
            new Errors("/error/type", "requests")),
    AZURE(
            new Call(
                    "/openai/deployments/%s/chat/completions?api-version=2024-10-21",
                    "/openai/deployments/%s/chat/completions?api-version=2024-10-21",
                    "'stream':true,'stream_options':{'include_usage':true},"),
            "%2$s'max_tokens':%3$d,'messages':[{'role':'user','content':'Hello, gate!'}]",
            new Texts("/choices/0/message/content", "/choices/0/delta/content", "/choices/0/finish_reason", "length"),
            Billing.OPENAI,
            new Errors("/error/code", "429")),
    MESSAGES(
            new Call("/v1/messages", "/v1/messages", "'stream':true,"),
            "'model':'%1$s',%2$s'max_tokens':%3$d,'messages':[{'role':'user','content':'Hello, gate!'}]",
            new Texts("/content/0/text", "/delta/text", "/stop_reason", "max_tokens"),
            Billing.ANTHROPIC,
            new Errors("/error/type", "rate_limit_error")),
    GEMINI(
            new Call("/v1beta/models/%s:generateContent", "/v1beta/models/%s:streamGenerateContent?alt=sse", ""),
            "%2$s'generationConfig':{'maxOutputTokens':%3$d},'contents':[{'parts':[{'text':'Hello, gate!'}]}]",
            new Texts(
                    "/candidates/0/content/parts/0/text",
                    "/candidates/0/content/parts/0/text",
                    "/candidates/0/finishReason",
                    "MAX_TOKENS"),
            Billing.GEMINI,
            new Errors("/error/status", "RESOURCE_EXHAUSTED")),
    GEMINI_ARRAY(
            new Call("/v1/models/%s:generateContent", "/v1/models/%s:streamGenerateContent", ""),
            "%2$s'generation_config':{'max_output_tokens':%3$d},'contents':[{'parts':[{'text':'Hello, gate!'}]}]",
            new Texts(
                    "/candidates/0/content/parts/0/text",
                    "/candidates/0/content/parts/0/text",
                    "/candidates/0/finishReason",
                    "MAX_TOKENS"),
            Billing.GEMINI,
            new Errors("/error/status", "RESOURCE_EXHAUSTED")),
    CONVERSE(
            new Call("/model/%s/converse", "/model/%s/converse-stream", ""),
            "%2$s'inferenceConfig':{'maxTokens':%3$d},'messages':[{'role':'user','content':[{'text':'Hello, gate!'}]}]",
            new Texts("/output/message/content/0/text", "/contentBlockDelta/delta/text", "/stopReason", "max_tokens"),
            Billing.BEDROCK,
            new Errors("/message", "The model was asked to fail with status 429.")),
    INVOKE(
            new Call("/model/%s/invoke", "/model/%s/invoke-with-response-stream", ""),
            "'anthropic_version':'bedrock-2023-05-31',%2$s'max_tokens':%3$d,"
                    + "'messages':[{'role':'user','content':'Hello, gate!'}]",
            new Texts("/content/0/text", "/delta/text", "/stop_reason", "max_tokens"),
            Billing.ANTHROPIC,
            new Errors("/message", "The model was asked to fail with status 429."));

    /**
     * Where it is.
     *
     * @param streamFields what asks for a stream in the body
     */
    record Call(String wholePath, String streamPath, String streamFields) {}

    /** Where the text is, in one document and in a part of a stream; and where and how it says that it was cut. */
    record Texts(String whole, String delta, String reason, String cut) {}

    /** Where an error says its kind, and what it says to status 429. */
    record Errors(String kind, String tooMany) {}

    private final Call call;
    private final String body;
    private final Texts texts;
    private final Billing billing;
    private final Errors errors;

    Api(Call call, String body, Texts texts, Billing billing, Errors errors) {
        this.call = call;
        this.body = body;
        this.texts = texts;
        this.billing = billing;
        this.errors = errors;
    }

    String path(String model, boolean streamed) {
        return (streamed ? call.streamPath() : call.wholePath()).formatted(model);
    }

    String body(String model, boolean streamed, int maxTokens) {
        return "{%s}".formatted(body.formatted(model, streamed ? call.streamFields() : "", maxTokens));
    }

    /** What a key may not be missing for, beside it. */
    String[] headers() {
        return this == MESSAGES ? new String[] {"anthropic-version", "2023-06-01"} : new String[0];
    }

    /** The tokens of {@code Hello, gate!}, and three for the message where there is one. */
    long promptTokens() {
        return this == COMPLETIONS ? 4 : 7;
    }

    String text(JsonNode reply) {
        return reply.at(texts.whole()).asText();
    }

    String text(List<JsonNode> parts) {
        return parts.stream().map(part -> part.at(texts.delta()).asText()).collect(joining());
    }

    boolean saysThatItWasCut(JsonNode reply) {
        return reply.at(texts.reason()).asText().equals(texts.cut());
    }

    Optional<Usage> usage(JsonNode reply) {
        return billing.usage(reply);
    }

    /** Whatever comes last counts: no figure is to be added to another. */
    Optional<Usage> usage(List<JsonNode> parts) {
        return parts.stream().map(billing::usage).flatMap(Optional::stream).reduce((_, later) -> later);
    }

    boolean tellsThoughts() {
        return billing != Billing.BEDROCK;
    }

    boolean saysThatThereWereTooMany(JsonNode error) {
        return error.at(errors.kind()).asText().equals(errors.tooMany());
    }
}
