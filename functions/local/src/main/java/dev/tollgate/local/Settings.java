package dev.tollgate.local;

import dev.tollgate.proxy.GatewaySettings;
import dev.tollgate.proxy.ReplyMode;
import dev.tollgate.proxy.function.Variables;
import java.util.List;
import java.util.Map;

/**
 * What the environment says.
 *
 * @param launch {@code TOLLGATE_LOCAL}: {@code in-process} (where it is not set) or {@code packaged}
 * @param port {@code TOLLGATE_PORT}: where to listen, 8080 where it is not set; 0 takes any free port
 * @param data {@code TOLLGATE_DATA}: the folder to keep data in, empty to keep it in memory
 * @param providers where the backends go: see {@link Provider#of}
 * @param replyMode {@code TOLLGATE_REPLY_MODE}: {@code streamed} (where it is not set) or {@code buffered}
 * @param gateway {@code TOLLGATE_ERROR_FORMAT}: {@code dialect} (where it is not set), {@code wso2}, {@code wso2-fault} or
 *     {@code problem}; {@code TOLLGATE_MAX_BODY_BYTES}: the largest body that is taken, 6 MiB where it is not set
 */
record Settings(
        Launch launch, int port, String data, List<Provider> providers, ReplyMode replyMode, GatewaySettings gateway) {
    private static final String DEFAULT_PORT = "8080";

    /** @throws IllegalArgumentException if a value is not what it must be, with a message for the user */
    static Settings of(Map<String, String> environment) {
        var variables = new Variables(environment);
        var replyMode = variables.replyMode();
        var gateway = variables.gateway();
        variables.check();
        return new Settings(
                launch(environment.getOrDefault("TOLLGATE_LOCAL", Launch.IN_PROCESS.id())),
                port(environment.getOrDefault("TOLLGATE_PORT", DEFAULT_PORT)),
                environment.getOrDefault("TOLLGATE_DATA", ""),
                Provider.of(environment),
                replyMode.orElseThrow(),
                gateway.orElseThrow());
    }

    private static Launch launch(String text) {
        return Launch.of(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "TOLLGATE_LOCAL must be in-process or packaged, not '%s'".formatted(text)));
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException(
                    "TOLLGATE_PORT must be a port from 0 to 65535, not '%s'".formatted(text));
        }
        return Integer.parseInt(text);
    }
}
