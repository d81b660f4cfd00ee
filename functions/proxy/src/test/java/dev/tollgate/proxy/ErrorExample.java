package dev.tollgate.proxy;

import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.testkit.FailingCounters;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.provider.RecordedApi;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Something that goes wrong before a reply has begun, whatever the dialect.
 *
 * @param name what it is, in the documentation
 * @param meet meets it, and gives what the caller got
 */
record ErrorExample(String name, Function<ErrorGateway, Caller> meet) {
    private static final Validity ENDED =
            Validity.from(Instant.parse("2026-01-01T00:00:00Z")).endingBy(Instant.parse("2026-11-20T10:00:00Z"));

    static final List<ErrorExample> ALL = List.of(
            new ErrorExample("a window below a day is used up", gateway -> usedUp(gateway, WindowUnit.MINUTE)),
            new ErrorExample("a window of a day or longer is used up", gateway -> usedUp(gateway, WindowUnit.DAY)),
            new ErrorExample("only calls in flight are in the way", ErrorExample::inFlight),
            new ErrorExample(
                    "the call is larger than the limit",
                    gateway -> gateway.limited(Limits.of(quota(WindowUnit.MINUTE, Dimension.TOTAL_TOKEN_COUNT)))
                            .call()),
            new ErrorExample("the backend's limit is used up", ErrorExample::ofBackend),
            new ErrorExample(
                    "invalid key",
                    gateway -> gateway.call(
                            ErrorGateway.KEY.replace("AAA", "BBB"),
                            gateway.api.call().path(),
                            Map.of(),
                            "{}")),
            new ErrorExample(
                    "expired key",
                    gateway -> gateway.key(key -> key.with(ENDED)).call()),
            new ErrorExample(
                    "blocked subscription",
                    gateway -> gateway.subscription(app -> app.with(Subscription.Status.BLOCKED))
                            .call()),
            new ErrorExample(
                    "expired subscription",
                    gateway -> gateway.subscription(app -> app.with(ENDED)).call()),
            new ErrorExample("unknown route", gateway -> gateway.call(ErrorGateway.KEY, "/v1/batches", Map.of(), "{}")),
            new ErrorExample(
                    "unknown model",
                    gateway -> gateway.before(backend -> backend.withModels(Set.of("gpt-5")))
                            .call()),
            new ErrorExample("bad request", gateway -> withBody(gateway, """
                            {"model":"m","messages":1,"generationConfig":1}""")),
            new ErrorExample(
                    "too large", gateway -> withBody(gateway, "x".repeat(GatewaySettings.DEFAULT.maxBodyBytes() + 1))),
            new ErrorExample(
                    "provider failed",
                    gateway -> gateway.before(new Step.Reset()).call()),
            new ErrorExample(
                    "provider too slow",
                    gateway -> gateway.impatient()
                            .before(new Step.Await(new CountDownLatch(1)))
                            .call()),
            new ErrorExample("unavailable", gateway -> {
                gateway.counters = new FailingCounters(new StoreException.Unavailable("down", new IOException()));
                return gateway.call();
            }));

    private static Quota quota(WindowUnit unit, Dimension dimension) {
        return new Quota(new WindowLength(1, unit), Map.of(dimension, 1L));
    }

    private static Caller usedUp(ErrorGateway gateway, WindowUnit unit) {
        gateway.limited(Limits.of(quota(unit, Dimension.REQUEST_COUNT))).before(gateway.reply());
        gateway.call();
        return gateway.call();
    }

    private static Caller ofBackend(ErrorGateway gateway) {
        var limit = new BackendLimits.ProviderWide(Limits.of(quota(WindowUnit.MINUTE, Dimension.REQUEST_COUNT)));
        gateway.before(backend -> backend.with(limit), gateway.reply());
        gateway.call();
        return gateway.call();
    }

    /** The second call is made while the first one is at the provider. */
    private static Caller inFlight(ErrorGateway gateway) {
        var refused = new CompletableFuture<Caller>();
        gateway.limited(new Limits(List.of(), 1, 0))
                .before(new Step.Tell(() -> refused.complete(gateway.call())), gateway.reply());
        gateway.call();
        return refused.join();
    }

    private static Caller withBody(ErrorGateway gateway, String body) {
        return gateway.call(ErrorGateway.KEY, gateway.api.call().path(), Map.of(), body);
    }

    /** What the caller gets of a dialect, in a form. */
    Caller meet(RecordedApi api, ErrorFormat format) throws IOException {
        try (var gateway = new ErrorGateway(api, format)) {
            return meet.apply(gateway);
        }
    }

    /** What the caller gets behind the first piece of a stream that breaks off. */
    static byte[] inStream(RecordedApi api, ErrorFormat format) throws IOException {
        try (var gateway = new ErrorGateway(api, format)) {
            var reply = api.streamed(api.reports().getFirst(), 1);
            var begin = reply.parts().getFirst();
            var head = "HTTP/1.1 200 -\r\ncontent-type: %s\r\nconnection: close\r\n\r\n"
                    .formatted(reply.headers().get("content-type"));
            gateway.before(new Step.Send(head), new Step.SendBytes(begin));
            var got = gateway.call(api.streamedCall().orElseThrow()).bytes();
            return Arrays.copyOfRange(got, begin.length, got.length);
        }
    }
}
