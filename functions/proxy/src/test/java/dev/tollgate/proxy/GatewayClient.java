package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.WindowRule;
import dev.tollgate.runtime.ResponseStream;
import dev.tollgate.testkit.ScriptedProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Calls a gateway with the only key there is.
 *
 * @param proxy the gateway
 * @param provider what is behind it
 */
record GatewayClient(ProxyFixture proxy, ScriptedProvider provider) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String END_OF_PRELUDE = "\0".repeat(8);

    /** A reply as the caller sees it. */
    record Reply(int status, Map<String, String> headers, String body) {
        /** A field of the error that it holds. */
        String error(String field) throws IOException {
            return JSON.readTree(body).path("error").path(field).asText();
        }
    }

    GatewayClient with(ConfigurationObject... objects) {
        for (var object : objects) {
            proxy.configuration.put(object);
        }
        return this;
    }

    GatewayClient withBackend(UnaryOperator<Backend> change) {
        return with(change.apply(Backend.of("openai", "openai", provider.uri(), "openai")));
    }

    /** Sends a chat completion. */
    Reply send(String body) {
        return send("POST", "v1/chat/completions", body);
    }

    /** Asks for the list of models. */
    Reply models() {
        return send("GET", "v1/models", "");
    }

    private Reply send(String method, String path, String body) {
        var event = JSON.createObjectNode().put("httpMethod", method).put("body", body);
        event.putObject("headers")
                .put("authorization", "Bearer " + ProxyFixture.KEY)
                .put("content-type", "application/json");
        event.putObject("pathParameters").put("backend", "openai").put("proxy", path);
        event.putObject("requestContext").put("requestId", "r-1");
        var out = new ByteArrayOutputStream();
        try {
            var in = new ByteArrayInputStream(JSON.writeValueAsBytes(event));
            proxy.handler(ReplyMode.STREAMED).handleRequest(in, new ResponseStream(out), ProxyFixture.context());
            return reply(out.toString(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a streamed reply apart. */
    static Reply reply(String streamed) throws IOException {
        var end = streamed.indexOf(END_OF_PRELUDE);
        var prelude = JSON.readTree(streamed.substring(0, end));
        var headers = new TreeMap<String, String>();
        prelude.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Reply(
                prelude.path("statusCode").asInt(), headers, streamed.substring(end + END_OF_PRELUDE.length()));
    }

    /** The body that the provider received last. */
    JsonNode sent() throws IOException {
        return JSON.readTree(provider.received().getLast().body());
    }

    /** How the last call that has ended did so. */
    CallRecord lastCall() {
        return proxy.calls.getLast();
    }

    /** What an owner's counter says of the window of this moment. */
    CounterState counter(Owner owner, WindowRule rule) {
        return proxy.counters
                .read(new CounterKey(owner, rule.windowAt(proxy.clock.instant())))
                .orElse(CounterState.EMPTY);
    }

    /** What the plan's counter says of this minute. */
    CounterState counter() {
        return proxy.counter().orElse(CounterState.EMPTY);
    }
}
