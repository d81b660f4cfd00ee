package dev.tollgate.local;

import dev.tollgate.proxy.ReplyMode;
import java.util.List;
import java.util.Map;

/**
 * What the environment says.
 *
 * @param port {@code TOLLGATE_PORT}: where to listen, 8080 where it is not set; 0 takes any free port
 * @param data {@code TOLLGATE_DATA}: the folder to keep data in, empty to keep it in memory
 * @param providers where the backends go: see {@link Provider#of}
 * @param replyMode {@code TOLLGATE_REPLY_MODE}: {@code streamed} (where it is not set) or {@code buffered}
 */
record Settings(int port, String data, List<Provider> providers, ReplyMode replyMode) {
    private static final String DEFAULT_PORT = "8080";

    /** @throws IllegalArgumentException if a value is not what it must be, with a message for the user */
    static Settings of(Map<String, String> environment) {
        return new Settings(
                port(environment.getOrDefault("TOLLGATE_PORT", DEFAULT_PORT)),
                environment.getOrDefault("TOLLGATE_DATA", ""),
                Provider.of(environment),
                replyMode(environment.getOrDefault("TOLLGATE_REPLY_MODE", ReplyMode.STREAMED.id())));
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
}
