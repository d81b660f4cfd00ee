package dev.tollgate.local;

import dev.tollgate.core.Redacted;
import dev.tollgate.proxy.ReplyMode;
import java.net.URI;
import java.util.Map;

/**
 * What the environment says.
 *
 * @param port {@code TOLLGATE_PORT}: where to listen, 8080 where it is not set; 0 takes any free port
 * @param data {@code TOLLGATE_DATA}: the folder to keep data in, empty to keep it in memory
 * @param openAiKey {@code OPENAI_API_KEY}: calls of the backend {@code openai} go to the real API where it is set
 * @param openAiBaseUrl {@code OPENAI_BASE_URL}: where that API is, as OpenAI's SDKs have it, {@code /v1} included
 * @param replyMode {@code TOLLGATE_REPLY_MODE}: {@code streamed} (where it is not set) or {@code buffered}
 */
record Settings(int port, String data, Redacted openAiKey, URI openAiBaseUrl, ReplyMode replyMode) {
    private static final String DEFAULT_PORT = "8080";
    private static final String DEFAULT_OPENAI = "https://api.openai.com/v1";

    /** @throws IllegalArgumentException if a value is not what it must be, with a message for the user */
    static Settings of(Map<String, String> environment) {
        return new Settings(
                port(environment.getOrDefault("TOLLGATE_PORT", DEFAULT_PORT)),
                environment.getOrDefault("TOLLGATE_DATA", ""),
                new Redacted(environment.getOrDefault("OPENAI_API_KEY", "")),
                baseUrl(environment.getOrDefault("OPENAI_BASE_URL", DEFAULT_OPENAI)),
                replyMode(environment.getOrDefault("TOLLGATE_REPLY_MODE", ReplyMode.STREAMED.id())));
    }

    /** What that API speaks: only OpenAI's own is known to take {@code max_completion_tokens}. */
    String openAiDialect() {
        return openAiBaseUrl.equals(baseUrl(DEFAULT_OPENAI)) ? "openai" : "openai-compatible";
    }

    /** Whether the backend {@code openai} goes to the real API. */
    boolean hasOpenAi() {
        return !openAiKey.reveal().isEmpty();
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException(
                    "TOLLGATE_PORT must be a port from 0 to 65535, not '%s'".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static ReplyMode replyMode(String text) {
        return ReplyMode.of(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "TOLLGATE_REPLY_MODE must be streamed or buffered, not '%s'".formatted(text)));
    }

    /** The paths of a dialect have their {@code /v1}, so that of the base URL goes. */
    private static URI baseUrl(String text) {
        var withoutVersion = text.replaceFirst("/v1/?$", "");
        try {
            return URI.create(withoutVersion);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("OPENAI_BASE_URL must be a URL, not '%s'".formatted(text), e);
        }
    }
}
