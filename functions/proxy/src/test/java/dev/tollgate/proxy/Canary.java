package dev.tollgate.proxy;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.upstream.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A way in which a call ends badly, with a text wherever nothing may be quoted from: in the key, in the prompt, in headers
 * that pass and in others, and in all that the provider says.
 *
 * @param name what happens
 * @param script what the provider does
 * @param call changes the call, which is right as it comes
 * @param fault breaks a part of the gateway
 * @param client who takes the reply
 */
record Canary(
        String name,
        Step script,
        UnaryOperator<WireEvent> call,
        BiConsumer<WireGateway, Dialect> fault,
        Supplier<OutputStream> client) {
    /** What must not be found: 16 characters that a key may have. */
    static final String TEXT = "CaNaRy7f3e9b2C4d";

    static final String KEY = "tg-sandbox-canary000key-" + (TEXT + TEXT + TEXT).substring(0, 43);
    static final String CREDENTIAL = "sk-" + TEXT + "-of-the-gateway";

    /** A call that the provider does not come to see. */
    static Canary ofCall(String name, UnaryOperator<WireEvent> call) {
        return new Canary(name, ScriptedProvider.reply(200, "text/plain", TEXT), call, (_, _) -> {}, Canary::memory);
    }

    /** A body that is refused, by the gateway or, in a dialect that takes no notice of the field, by a provider. */
    static Canary ofBody(String body) {
        var name = "body " + body.substring(0, Math.min(60, body.length()));
        var refusal = ScriptedProvider.reply(400, "application/json", "{}");
        return new Canary(name, refusal, event -> event.body(body), (_, _) -> {}, Canary::memory);
    }

    /** A provider that does this. */
    static Canary ofProvider(String name, Step script) {
        return new Canary(name, script, event -> event, (_, _) -> {}, Canary::memory);
    }

    /** A gateway of which a part is broken, before a provider that does this. */
    static Canary ofFault(String name, Step script, BiConsumer<WireGateway, Dialect> fault) {
        return new Canary(name, script, event -> event, fault, Canary::memory);
    }

    /** A caller that takes the reply so. */
    static Canary ofClient(String name, Step script, Supplier<OutputStream> client) {
        return new Canary(name, script, event -> event, (_, _) -> {}, client);
    }

    /** Whether it can happen in this dialect: Bedrock has streams, and none of server-sent events. */
    boolean isOf(Dialect dialect) {
        return !(dialect.id().equals("bedrock")
                && script instanceof Step.Send(var text)
                && text.contains("text/event-stream"));
    }

    /** Calls a gateway of this dialect and form of errors, and writes down what was thrown, if anything was. */
    String replyOf(Dialect dialect, ErrorFormat format, StringBuilder log, CanaryOutput output) throws Exception {
        try (var provider = new ScriptedProvider(script)) {
            var gateway = new WireGateway(provider.uri());
            gateway.stored.put(new ApiKey("canary000key", "app", ProxyFixture.hash(KEY)));
            gateway.credentials = CanaryScenarios.credentials();
            gateway.errorFormat = format;
            gateway.furtherLog = CanaryOutput.deployedLog();
            fault.accept(gateway, dialect);
            var reply = client.get();
            try {
                gateway.send(call.apply(event(dialect)).toJson(), reply);
            } catch (Exception e) {
                output.log(e);
            }
            log.append(gateway.logged());
            return reply.toString();
        }
    }

    private static WireEvent event(Dialect dialect) {
        var legal = WireCalls.withBody(dialect);
        var event = new WireEvent(dialect.id(), legal.method(), legal.path())
                .header("authorization", "Bearer " + KEY)
                .header("content-type", "application/json; x=" + TEXT)
                .header("cookie", TEXT)
                .header("x-" + TEXT, TEXT)
                .header("user-agent", TEXT)
                .header("connection", TEXT)
                .query("key", KEY)
                .query(TEXT, TEXT)
                .body(legal.body().replace("hi", TEXT));
        dialect.requestHeaders().forEach(name -> event.header(name, TEXT));
        return event;
    }

    private static OutputStream memory() {
        return new ByteArrayOutputStream();
    }

    @Override
    public String toString() {
        return name;
    }
}
