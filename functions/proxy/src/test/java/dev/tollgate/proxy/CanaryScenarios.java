package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.testkit.FailingCounters;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every way in which a call is known to end badly. */
final class CanaryScenarios {
    private static final String TEXT = Canary.TEXT;
    private static final String SECRET = TEXT.concat(TEXT).concat(TEXT).substring(1, 44);
    private static final Step ANSWER = ScriptedProvider.reply(200, "application/json", "{}");
    private static final Step STREAM = new Step.Send(
            "HTTP/1.1 200 -\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\ndata: {}\n\ndata: [DONE]\n\n");

    private CanaryScenarios() {}

    static Stream<Canary> all() {
        return Stream.of(keys(), calls(), CanaryBodies.all(), stores(), errors(), replies(), defects(), clients())
                .flatMap(scenarios -> scenarios);
    }

    static Credentials credentials() {
        return _ -> Optional.of(new Credential.Secret(new Redacted(Canary.CREDENTIAL)));
    }

    private static Stream<Canary> keys() {
        var wrong = Map.of(
                "none of ours", "sk-" + TEXT,
                "of another secret", "tg-sandbox-canary000key-" + SECRET,
                "of another id", "tg-sandbox-unknown0key0-" + SECRET,
                "of the other stage", "tg-production-canary000key-" + SECRET,
                "of no stage", "tg-" + TEXT.toLowerCase(Locale.ROOT) + "-canary000key-" + SECRET,
                "too long", Canary.KEY + TEXT,
                "not ASCII", Canary.KEY + "é\r\n" + TEXT);
        return wrong.entrySet().stream()
                .flatMap(key -> Stream.of("authorization", "x-api-key", "api-key", "x-goog-api-key")
                        .map(place -> Canary.ofCall("key " + key.getKey() + " in " + place, event -> {
                            event.header("authorization", "Basic " + TEXT);
                            return event.header(
                                    place, place.equals("authorization") ? "Bearer " + key.getValue() : key.getValue());
                        })));
    }

    private static Stream<Canary> calls() {
        var policy = Policy.of(
                "plan", new Quota(new WindowLength(1, WindowUnit.DAY), Map.of(Dimension.TOTAL_TOKEN_COUNT, 1L)));
        return Stream.of(
                Canary.ofCall("another content type", event -> event.header("content-type", "text/" + TEXT)),
                Canary.ofCall("a compressed body", event -> event.header("content-encoding", TEXT)),
                Canary.ofCall("a large body", event -> event.body(TEXT.repeat(500_000))),
                Canary.ofCall("not UTF-8", event -> event.body((TEXT + "é").getBytes(UTF_16))),
                Canary.ofFault("a refusal", ANSWER, (gateway, _) -> gateway.stored.put(policy)),
                Canary.ofFault(
                        "no backend",
                        ANSWER,
                        (gateway, _) -> gateway.stored.put(
                                new Subscription("app", "An application", "plan", Set.of("another")))),
                Canary.ofFault(
                        "no policy",
                        ANSWER,
                        (gateway, dialect) -> gateway.stored.put(
                                new Subscription("app", "An application", "none", Set.of(dialect.id())))),
                Canary.ofFault("no such model", ANSWER, change(backend -> backend.withModels(Set.of("another")))),
                Canary.ofFault("no credential", ANSWER, (gateway, _) -> gateway.credentials = _ -> Optional.empty()));
    }

    private static Stream<Canary> stores() {
        var cause = new IllegalStateException(TEXT);
        var failures = List.of(
                new StoreException.Unavailable("it is down", cause),
                new StoreException.Throttled("it is busy", cause),
                new StoreException.Unknown("no reply", cause),
                new StoreException.Corrupt("a number is none", cause));
        return failures.stream()
                .flatMap(failure -> Stream.of(
                        Canary.ofFault(
                                "counters: " + failure.getMessage(),
                                ANSWER,
                                (gateway, _) -> gateway.counters = new FailingCounters(failure)),
                        Canary.ofFault(
                                "configuration: " + failure.getMessage(),
                                ANSWER,
                                (gateway, _) -> gateway.configuration = failing(failure))));
    }

    /** A provider that quotes the gateway's credential and its organisation. */
    private static Stream<Canary> errors() {
        var quoting = "{\"error\":{\"message\":\"key %s of org-%s and projects/%s\"}}"
                .formatted(Canary.CREDENTIAL, TEXT, TEXT);
        return IntStream.of(400, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529)
                .mapToObj(status -> Canary.ofProvider("error " + status, said(status, "x-y: z", quoting)));
    }

    /** What nobody can make sense of, or is nobody else's business. */
    private static Stream<Canary> replies() {
        var statuses = IntStream.of(301, 302, 303, 307, 308, 401, 403)
                .mapToObj(status -> Canary.ofProvider(
                        "status " + status, said(status, "location: http://localhost:1/" + TEXT, TEXT)));
        var compressed = IntStream.of(200, 400, 404, 429, 500)
                .mapToObj(status ->
                        Canary.ofProvider("compressed " + status, said(status, "content-encoding: gzip", TEXT)));
        var broken = Map.of(
                        "no HTTP", TEXT + "\r\n\r\n",
                        "no status", "HTTP/1.1 " + TEXT + "\r\n\r\n",
                        "no length", "HTTP/1.1 200 -\r\ncontent-length: " + TEXT + "\r\n\r\n",
                        "no chunk", "HTTP/1.1 200 -\r\ntransfer-encoding: chunked\r\n\r\n" + TEXT + "\r\n",
                        "half a reply", "HTTP/1.1 200 -\r\ncontent-length: 999\r\n\r\n{\"a\":\"" + TEXT,
                        "half an error", "HTTP/1.1 400 -\r\ncontent-length: 999\r\n\r\n{\"a\":\"" + TEXT,
                        "a page", "HTTP/1.1 200 -\r\nconnection: close\r\n\r\n<html>" + TEXT,
                        "nothing", "")
                .entrySet()
                .stream()
                .map(reply -> Canary.ofProvider(reply.getKey(), new Step.Send(reply.getValue())));
        var nowhere = Canary.ofFault(
                "nobody there",
                ANSWER,
                change(backend ->
                        Backend.of(backend.id(), backend.dialect(), URI.create("http://localhost:1"), "credential")));
        return Stream.of(statuses, compressed, broken, Stream.of(nowhere)).flatMap(each -> each);
    }

    private static Stream<Canary> defects() {
        var ofDialect = Stream.of("authorized", "requestHeaders", "responseHeaders", "rateLimitHeaders")
                .map(method -> inDialect(method, ANSWER, dialect -> CanaryDefects.at(method, Dialect.class, dialect)));
        var ofMetering = Stream.of("usageOf", "streamMeter")
                .map(method -> inDialect(method, ANSWER, dialect -> CanaryDefects.atMetering(method, dialect)));
        var ofMeter = Stream.of("frames", "passes", "isComplete", "usage")
                .map(method -> inDialect(method, STREAM, dialect -> CanaryDefects.atStreamMeter(method, dialect)));
        var ofCounters = Stream.of("reserve", "settle")
                .flatMap(method -> Stream.of(ANSWER, STREAM, said(400, "x-y: z", "{}"))
                        .map(script -> Canary.ofFault(
                                "defect in " + method,
                                script,
                                (gateway, _) -> gateway.counters =
                                        CanaryDefects.at(method, Counters.class, gateway.counters))));
        var others = Stream.of(
                inDialect("read", ANSWER, CanaryDefects::atReading),
                Canary.ofFault(
                        "defect in release",
                        said(500, "x-y: z", "{}"),
                        (gateway, _) ->
                                gateway.counters = CanaryDefects.at("release", Counters.class, gateway.counters)),
                Canary.ofFault(
                        "defect in credentials",
                        ANSWER,
                        (gateway, _) ->
                                gateway.credentials = CanaryDefects.at("find", Credentials.class, gateway.credentials)),
                Canary.ofFault(
                        "defect in configuration",
                        ANSWER,
                        (gateway, _) ->
                                gateway.configuration = CanaryDefects.at("find", Configuration.class, gateway.stored)));
        return Stream.of(ofDialect, ofMetering, ofMeter, ofCounters, others).flatMap(each -> each);
    }

    /** Callers that are gone when the reply begins. */
    private static Stream<Canary> clients() {
        return Stream.of(gone(ANSWER, 0), gone(STREAM, 0));
    }

    private static Canary gone(Step script, int writes) {
        return Canary.ofClient("gone after " + writes, script, () -> new Gone(writes));
    }

    private static Canary inDialect(String name, Step script, Function<Dialect, Dialect> broken) {
        return Canary.ofFault(
                "defect in " + name,
                script,
                (gateway, _) ->
                        gateway.dialects = gateway.dialects.stream().map(broken).toList());
    }

    private static BiConsumer<WireGateway, Dialect> change(Function<Backend, Backend> change) {
        return (gateway, dialect) -> gateway.stored.put(
                change.apply(gateway.stored.find(Backend.class, dialect.id()).orElseThrow()));
    }

    private static Configuration failing(StoreException failure) {
        return new Configuration() {
            @Override
            public <T extends ConfigurationObject> Optional<T> find(Class<T> kind, String id) {
                throw failure;
            }
        };
    }

    private static Step said(int status, String header, String body) {
        return new Step.Send("HTTP/1.1 %d -\r\n%s\r\nx-%s: %s\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s"
                .formatted(status, header, TEXT, TEXT, body.getBytes(UTF_8).length, body));
    }

    /** A caller that goes. */
    private static final class Gone extends ByteArrayOutputStream {
        private int left;

        Gone(int writes) {
            this.left = writes;
        }

        @Override
        public void flush() throws IOException {
            if (left-- == 0) {
                throw new IOException(TEXT);
            }
        }
    }
}
