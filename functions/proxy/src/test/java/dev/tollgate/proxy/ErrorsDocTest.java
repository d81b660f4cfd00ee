package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.testkit.provider.RecordedApi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.Message;

/** The examples in {@code docs/errors.md} are what a gateway writes. */
class ErrorsDocTest {
    private static final Path FILE = Path.of("../../docs/errors.md");
    private static final String BEGIN = "<!-- The examples are written by ErrorsDocTest. -->\n";
    private static final String UPDATE =
            "./mvnw test -am -pl functions/proxy -Dtest=ErrorsDocTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dtollgate.docs=update";
    private static final RecordedApi OPEN_AI = ErrorGateway.apis().getFirst();

    /** Told once for all dialects, above the examples. */
    private static final Set<String> COMMON = Set.of("retry-after-ms", "ratelimit", "ratelimit-policy", "x-request-id");

    @Test
    void everyExample_isWhatAGatewayWrites() throws IOException {
        var file = Files.readString(FILE, UTF_8);
        var start = file.indexOf(BEGIN);
        assertThat(start).as("the line %s in %s", BEGIN.strip(), FILE).isNotNegative();
        var head = file.substring(0, start + BEGIN.length());

        var expected = head + examples();

        if (System.getProperty("tollgate.docs", "").equals("update")) {
            Files.writeString(FILE, expected, UTF_8);
        }
        assertThat(Files.readString(FILE, UTF_8))
                .as("docs/errors.md is not what the code writes. To rewrite it: %s", UPDATE)
                .isEqualTo(expected);
    }

    private static String examples() throws IOException {
        var text = new StringBuilder();
        for (var api : ErrorGateway.apis()) {
            if (!api.dialect().equals("openai-compatible")) {
                var name = api.equals(OPEN_AI) ? "openai, openai-compatible" : api.dialect();
                text.append(section(name, api, ErrorFormat.DIALECT));
            }
        }
        for (var format : List.of(ErrorFormat.WSO2, ErrorFormat.WSO2_FAULT, ErrorFormat.PROBLEM)) {
            text.append(section(format.id(), OPEN_AI, format));
        }
        return text.toString();
    }

    private static String section(String name, RecordedApi api, ErrorFormat format) throws IOException {
        var rows = new ArrayList<String>();
        var bodies = new ArrayList<String>();
        for (var example : ErrorExample.ALL) {
            var got = example.meet(api, format);
            rows.add("| %s | %d | %s |".formatted(example.name(), got.status(), headers(got.headers())));
            bodies.add("// %s\n%s".formatted(example.name(), got.text()));
        }
        return """

                ### %s

                | | Status | Headers |
                |---|---|---|
                %s

                ```jsonc
                %s
                ```

                In a stream that has begun:

                ```
                %s
                ```
                """.formatted(name, String.join("\n", rows), String.join("\n", bodies), inStream(api, format));
    }

    private static String headers(Map<String, String> headers) {
        return new TreeMap<>(headers)
                .entrySet().stream()
                        .filter(header -> !COMMON.contains(header.getKey()))
                        .filter(header -> !header.getValue().equals("application/json"))
                        .map(header -> "`%s: %s`".formatted(header.getKey(), header.getValue()))
                        .collect(Collectors.joining("<br>"));
    }

    private static String inStream(RecordedApi api, ErrorFormat format) throws IOException {
        var error = ErrorExample.inStream(api, format);
        return api.dialect().equals("bedrock") ? message(error) : new String(error, UTF_8).strip();
    }

    /** The headers of a binary message, and what it carries. */
    private static String message(byte[] binary) {
        var message = Message.decode(ByteBuffer.wrap(binary));
        return new TreeMap<>(message.getHeaders())
                        .entrySet().stream()
                                .map(header -> header.getKey() + ": "
                                        + header.getValue().getString() + "\n")
                                .collect(Collectors.joining())
                + "\n" + new String(message.getPayload(), UTF_8);
    }
}
