package dev.tollgate.local;

import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.proxy.GatewaySettings;
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
 * @param gateway {@code TOLLGATE_ERROR_FORMAT}: {@code dialect} (where it is not set), {@code wso2}, {@code wso2-fault} or
 *     {@code problem}; {@code TOLLGATE_MAX_BODY_BYTES}: the largest body that is taken, 6 MiB where it is not set
 */
record Settings(int port, String data, List<Provider> providers, ReplyMode replyMode, GatewaySettings gateway) {
    private static final String DEFAULT_PORT = "8080";

    /** @throws IllegalArgumentException if a value is not what it must be, with a message for the user */
    static Settings of(Map<String, String> environment) {
        return new Settings(
                port(environment.getOrDefault("TOLLGATE_PORT", DEFAULT_PORT)),
                environment.getOrDefault("TOLLGATE_DATA", ""),
                Provider.of(environment),
                replyMode(environment.getOrDefault("TOLLGATE_REPLY_MODE", ReplyMode.STREAMED.id())),
                new GatewaySettings(
                        maxBodyBytes(environment.getOrDefault(
                                "TOLLGATE_MAX_BODY_BYTES", String.valueOf(GatewaySettings.DEFAULT.maxBodyBytes()))),
                        errorFormat(environment.getOrDefault(
                                "TOLLGATE_ERROR_FORMAT",
                                GatewaySettings.DEFAULT.errorFormat().id()))));
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException(
                    "TOLLGATE_PORT must be a port from 0 to 65535, not '%s'".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static int maxBodyBytes(String text) {
        if (!text.matches("[1-9]\\d{0,7}")) {
            throw new IllegalArgumentException(
                    "TOLLGATE_MAX_BODY_BYTES must be a number of bytes from 1 to 99999999, not '%s'".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static ErrorFormat errorFormat(String text) {
        return ErrorFormat.of(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "TOLLGATE_ERROR_FORMAT must be dialect, wso2, wso2-fault or problem, not '%s'"
                                .formatted(text)));
    }

    private static ReplyMode replyMode(String text) {
        return ReplyMode.of(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "TOLLGATE_REPLY_MODE must be streamed or buffered, not '%s'".formatted(text)));
    }
}
