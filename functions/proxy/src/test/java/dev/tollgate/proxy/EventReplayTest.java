package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.runtime.ResponseStream;
import dev.tollgate.testkit.ScriptedProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends every event of the folder {@code events} through the handler, in both forms of reply. */
class EventReplayTest {
    private static final Path EVENTS = Path.of("../../events");
    private static final String EXPECTED = ".expected.json";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static Stream<Arguments> events() throws IOException {
        try (var files = Files.list(EVENTS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(EXPECTED))
                    .map(name -> name.substring(0, name.length() - EXPECTED.length()))
                    .sorted()
                    .toList()
                    .stream()
                    .flatMap(name -> Stream.of(ReplyMode.values()).map(mode -> Arguments.of(name, mode)));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("events")
    void everyEvent_hasItsReply(String name, ReplyMode mode) throws IOException {
        var event = Files.readAllBytes(EVENTS.resolve(name + ".json"));
        var expected = JSON.readTree(Files.readAllBytes(EVENTS.resolve(name + EXPECTED)));

        try (var provider = provider(expected.path("provider"))) {
            var proxy = new ProxyFixture(provider.uri());
            var out = new ByteArrayOutputStream();
            proxy.handler(mode)
                    .handleRequest(new ByteArrayInputStream(event), new ResponseStream(out), ProxyFixture.context());

            var reply = mode == ReplyMode.STREAMED ? streamed(out.toByteArray()) : JSON.readTree(out.toByteArray());
            assertThat(reply.path("body").asText())
                    .isEqualTo(expected.at("/reply/body").asText());
            assertThat(reply.path("statusCode")).isEqualTo(expected.at("/reply/statusCode"));
            expected.at("/reply/headers")
                    .properties()
                    .forEach(header -> assertThat(reply.path("headers").path(header.getKey()))
                            .as(header.getKey())
                            .isEqualTo(header.getValue()));
            assertThat(provider.received()).hasSize(expected.path("provider").isNull() ? 0 : 1);
            assertBooked(proxy, expected.path("booked"));
        }
    }

    private static void assertBooked(ProxyFixture proxy, JsonNode booked) {
        if (booked.isNull()) {
            assertThat(proxy.counter()).isEmpty();
            return;
        }
        var counter = proxy.counter().orElse(CounterState.EMPTY);
        assertThat(counter.leases()).isEmpty();
        for (var dimension : Dimension.values()) {
            assertThat(counter.used().of(dimension))
                    .as(dimension.fieldName())
                    .isEqualTo(booked.path(dimension.fieldName()).asLong());
            assertThat(counter.reserved(dimension)).isZero();
        }
    }

    private static ScriptedProvider provider(JsonNode reply) {
        return new ScriptedProvider(ScriptedProvider.reply(
                reply.path("status").asInt(500),
                reply.path("contentType").asText(),
                reply.path("body").asText()));
    }

    /** The streamed form as the buffered one: the prelude's fields, and the body behind the eight NULs. */
    private static JsonNode streamed(byte[] out) throws IOException {
        var text = new String(out, UTF_8);
        var end = text.indexOf("\0\0\0\0\0\0\0\0");
        var body = text.substring(end + 8);
        return ((ObjectNode) JSON.readTree(text.substring(0, end))).put("body", body);
    }
}
