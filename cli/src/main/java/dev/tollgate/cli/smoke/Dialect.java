package dev.tollgate.cli.smoke;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a chat is asked for in a backend's dialect, and how the answer is known. {@code {model}} stands for the model's name,
 * {@code {key}} for the key.
 *
 * @param whole asks for a reply in one
 * @param streamed asks for events
 * @param headers beside the content type
 * @param answer where a reply has what the model said, as a JSON pointer
 * @param tokens where it has what is counted: figures to be summed up
 * @param end what the last events of a stream have, and no others
 */
record Dialect(Ask whole, Ask streamed, Map<String, String> headers, String answer, List<String> tokens, Pattern end) {
    private static final String MODEL = "{model}";
    private static final Map<String, String> BEARER = Map.of("authorization", "Bearer {key}");

    // 64 tokens at most: that many are reserved, and paid for, at each call.
    private static final String CHAT = """
            {%s"max_completion_tokens":64,"messages":[{"role":"user","content":"Say hello."}]}""";
    private static final String MAX_TOKENS_CHAT = CHAT.replace("max_completion_tokens", "max_tokens");
    private static final String CONTENTS = """
            {"contents":[{"role":"user","parts":[{"text":"Say hello."}]}],"generationConfig":{"maxOutputTokens":64}}""";
    private static final String CONVERSE = """
            {"messages":[{"role":"user","content":[{"text":"Say hello."}]}],"inferenceConfig":{"maxTokens":64}}""";

    private static final String THE_MODEL = "\"model\":\"{model}\",";
    private static final String AS_STREAM = "\"stream\":true,";

    private static final Map<String, Dialect> ALL = Map.of(
            "openai",
            openAi("/v1/chat/completions", CHAT, THE_MODEL, BEARER),
            "openai-compatible",
            openAi("/v1/chat/completions", MAX_TOKENS_CHAT, THE_MODEL, BEARER),
            "azure-openai",
            openAi(
                    "/openai/deployments/{model}/chat/completions?api-version=2024-10-21",
                    CHAT,
                    "",
                    Map.of("api-key", "{key}")),
            "anthropic",
            new Dialect(
                    new Ask("/v1/messages", MAX_TOKENS_CHAT.formatted(THE_MODEL)),
                    new Ask("/v1/messages", MAX_TOKENS_CHAT.formatted(THE_MODEL + AS_STREAM)),
                    Map.of("x-api-key", "{key}", "anthropic-version", "2023-06-01"),
                    "/content",
                    List.of("/usage/input_tokens", "/usage/output_tokens"),
                    Pattern.compile("event: ?message_stop")),
            "gemini",
            new Dialect(
                    new Ask("/v1beta/models/{model}:generateContent", CONTENTS),
                    new Ask("/v1beta/models/{model}:streamGenerateContent?alt=sse", CONTENTS),
                    Map.of("x-goog-api-key", "{key}"),
                    "/candidates/0",
                    List.of("/usageMetadata/totalTokenCount"),
                    Pattern.compile("\"finishReason\"")),
            "bedrock",
            new Dialect(
                    new Ask("/model/{model}/converse", CONVERSE),
                    new Ask("/model/{model}/converse-stream", CONVERSE),
                    BEARER,
                    "/output/message",
                    List.of("/usage/totalTokens"),
                    // Names of binary events.
                    Pattern.compile("messageStop.*metadata", Pattern.DOTALL)));

    /**
     * A request without its model and key.
     *
     * @param path behind the backend's name, with its query
     * @param body JSON
     */
    record Ask(String path, String body) {
        Ask ofModel(String model) {
            return new Ask(
                    path.replace(MODEL, URLEncoder.encode(model, StandardCharsets.UTF_8)), body.replace(MODEL, model));
        }
    }

    /** The dialect that a backend names; empty if this tool does not know it. */
    static Optional<Dialect> of(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /** The same, asking this model. */
    Dialect ofModel(String model) {
        return new Dialect(whole.ofModel(model), streamed.ofModel(model), headers, answer, tokens, end);
    }

    /** The headers, with the key where the dialect's SDK puts it. */
    Map<String, String> headers(String key) {
        var all = new LinkedHashMap<String, String>();
        all.put("content-type", "application/json");
        headers.forEach((name, value) -> all.put(name, value.replace("{key}", key)));
        return all;
    }

    private static Dialect openAi(String path, String body, String model, Map<String, String> headers) {
        return new Dialect(
                new Ask(path, body.formatted(model)),
                new Ask(path, body.formatted(model + AS_STREAM)),
                headers,
                "/choices/0/message",
                List.of("/usage/total_tokens"),
                Pattern.compile("data: ?\\[DONE]"));
    }
}
