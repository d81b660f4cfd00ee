package dev.tollgate.proxy.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.proxy.function.StandInServer.Reply;

/**
 * The calls that are rehearsed: one whole and one streamed of every dialect that the function is most used with, and refusals.
 * Their subscriptions and backends are those of {@link Rehearsal}.
 */
enum RehearsedCall {
    OPENAI("openai", "v1/chat/completions", Bodies.CHAT, Bodies.WHOLE_CHAT, 200),
    OPENAI_STREAM("openai", "v1/chat/completions", Bodies.CHAT_STREAM, Bodies.STREAMED_CHAT, 200),
    RESPONSES(
            "openai",
            "v1/responses",
            "{\"model\":\"m\",\"input\":\"hi\",\"max_output_tokens\":10}",
            "{\"id\":\"1\",\"status\":\"completed\",\"output\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":2,\"total_tokens\":5}}",
            200),
    AZURE("azure-openai", "openai/v1/chat/completions", Bodies.CHAT, Bodies.WHOLE_CHAT, 200),
    AZURE_STREAM("azure-openai", "openai/v1/chat/completions", Bodies.CHAT_STREAM, Bodies.STREAMED_CHAT, 200),
    ANTHROPIC("anthropic", "v1/messages", Bodies.MESSAGES + "}", """
            {"type":"message","role":"assistant","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn",\
            "usage":{"input_tokens":3,"output_tokens":2}}""", 200),
    ANTHROPIC_STREAM("anthropic", "v1/messages", Bodies.MESSAGES + ",\"stream\":true}", """
            event: message_start
            data: {"type":"message_start","message":{"usage":{"input_tokens":3,"output_tokens":1}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hi"}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

            event: message_stop
            data: {"type":"message_stop"}

            """, 200),
    GEMINI("gemini", "v1beta/models/m:generateContent", Bodies.CONTENTS, Bodies.CANDIDATES, 200),
    GEMINI_STREAM(
            "gemini", "v1beta/models/m:streamGenerateContent", Bodies.CONTENTS, "[" + Bodies.CANDIDATES + "]", 200),
    BEDROCK("bedrock", "model/m/converse", """
            {"messages":[{"role":"user","content":[{"text":"hi"}]}],"inferenceConfig":{"maxTokens":10}}""", """
            {"output":{"message":{"role":"assistant","content":[{"text":"hi"}]}},"stopReason":"end_turn",\
            "usage":{"inputTokens":3,"outputTokens":2,"totalTokens":5}}""", 200),
    REFUSED("limited", "v1/chat/completions", Bodies.CHAT, "", 429),
    UNKNOWN("unknown", "v1/chat/completions", Bodies.CHAT, "", 404);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String backend;
    private final String path;
    private final String body;
    private final String reply;
    private final int status;

    RehearsedCall(String backend, String path, String body, String reply, int status) {
        this.backend = backend;
        this.path = path;
        this.body = body;
        this.reply = reply;
        this.status = status;
    }

    /** What the caller must be answered with. */
    int status() {
        return status;
    }

    /** The call as API Gateway passes it on. */
    byte[] event(String stage, String key) {
        var event = JSON.createObjectNode();
        event.put("httpMethod", "POST").put("path", "/%s/%s".formatted(backend, path));
        event.putObject("headers").put("authorization", "Bearer " + key).put("content-type", "application/json");
        event.putObject("pathParameters").put("backend", backend).put("proxy", path);
        event.putObject("requestContext").put("requestId", "rehearsal").put("stage", stage);
        event.put("body", body);
        return event.toString().getBytes(UTF_8);
    }

    /** What the provider answers to a call. */
    static Reply reply(StandInServer.Request request) {
        var isStreamed = new String(request.body(), UTF_8).contains(Bodies.STREAM);
        for (var call : values()) {
            if (request.path().startsWith("/" + call.path) && call.body.contains(Bodies.STREAM) == isStreamed) {
                return new Reply(200, call.contentType(), call.reply.getBytes(UTF_8));
            }
        }
        throw new IllegalArgumentException(request.path());
    }

    private String contentType() {
        return reply.startsWith("{") || reply.startsWith("[") ? "application/json" : "text/event-stream";
    }

    /** What several calls have in common. */
    private static final class Bodies {
        private static final String STREAM = "\"stream\":true";
        private static final String CHAT =
                "{\"model\":\"m\",\"max_completion_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        private static final String CHAT_STREAM = CHAT.replace("{\"model\"", "{" + STREAM + ",\"model\"");
        private static final String MESSAGES =
                "{\"model\":\"m\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
        private static final String CONTENTS =
                "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}],\"generationConfig\":{\"maxOutputTokens\":10}}";
        private static final String CANDIDATES = """
                {"candidates":[{"content":{"parts":[{"text":"hi"}]}}],"usageMetadata":\
                {"promptTokenCount":3,"candidatesTokenCount":2,"totalTokenCount":5}}""";
        private static final String USAGE =
                "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}";
        private static final String WHOLE_CHAT = """
                {"id":"1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant",\
                "content":"hi"},"finish_reason":"stop"}],%s}""".formatted(USAGE);
        private static final String STREAMED_CHAT = """
                data: {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"hi"}}]}

                data: {"id":"1","object":"chat.completion.chunk","choices":[],%s}

                data: [DONE]

                """.formatted(USAGE);

        private Bodies() {}
    }
}
