package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.testkit.lambda.Invocation;
import dev.tollgate.testkit.lambda.Invoked;
import dev.tollgate.testkit.lambda.Reply;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A function with its own Runtime API, in this JVM. */
final class TestFunction implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    static final Instant DEADLINE = NOW.plusSeconds(60);

    private final RuntimeApiDouble api;
    private final RuntimeProcess process;
    private final Thread main;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    private TestFunction(RuntimeApiDouble api, Environment environment) {
        this.api = api;
        process = new RuntimeProcess(environment, InstantSource.fixed(NOW));
        main = Thread.ofPlatform().daemon().start(() -> exitCode.complete(process.run()));
    }

    static TestFunction start(Scripted.Handling handling) {
        return start(handling, Map.of());
    }

    static TestFunction start(Scripted.Handling handling, int loops) {
        return start(handling, Map.of("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(loops)));
    }

    static TestFunction start(Scripted.Handling handling, Map<String, String> variables) {
        return start(handling, variables, new RuntimeApiDouble());
    }

    static TestFunction start(Scripted.Handling handling, Map<String, String> variables, RuntimeApiDouble api) {
        Scripted.handling = handling;
        return start(variables, api);
    }

    static TestFunction start(Map<String, String> variables, RuntimeApiDouble api) {
        var all = new HashMap<String, String>();
        all.put("AWS_LAMBDA_RUNTIME_API", api.address());
        all.put("_HANDLER", Scripted.class.getName());
        all.putAll(variables);
        return new TestFunction(api, Environment.of(all));
    }

    RuntimeApiDouble api() {
        return api;
    }

    Invoked invoke(String event) {
        return api.invoke(Invocation.of(event, DEADLINE));
    }

    Reply reply(String event) throws InterruptedException {
        return invoke(event).await(PATIENCE);
    }

    Reply.Streamed streamed(String event) throws InterruptedException {
        return (Reply.Streamed) reply(event);
    }

    int exitCode() throws Exception {
        return exitCode.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Of the thread that the process ends with. */
    Thread.State state() {
        return main.getState();
    }

    static String payload(Reply.Streamed reply) {
        return new String(reply.payload(), UTF_8);
    }

    /** As SIGTERM would. */
    void end() {
        process.end().run();
    }

    @Override
    public void close() throws IOException {
        end();
        api.close();
        exitCode.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        Scripted.reset();
    }
}
