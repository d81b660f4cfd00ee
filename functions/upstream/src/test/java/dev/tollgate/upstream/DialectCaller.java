package dev.tollgate.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.http.ReplyHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads calls as a gateway would, for the tests of dialects. Immutable.
 *
 * @param dialect the dialect
 * @param completionDefault what a call gets that names no maximum
 * @param estimation how prompts are estimated
 * @param aliases names of models, each with the provider's
 */
public record DialectCaller(
        Dialect dialect,
        CompletionDefault completionDefault,
        PromptEstimation estimation,
        Map<String, String> aliases) {
    /** A default maximum of a thousand, which a quota depends on. */
    public static final CompletionDefault SENT = new CompletionDefault(1_000, true);

    /** The same, where no quota does. */
    public static final CompletionDefault NOT_SENT = new CompletionDefault(1_000, false);

    /** Calls this dialect with strict estimates. */
    public static DialectCaller of(Dialect dialect) {
        return new DialectCaller(dialect, NOT_SENT, PromptEstimation.STRICT, Map.of());
    }

    /** The same with this default. */
    public DialectCaller with(CompletionDefault other) {
        return new DialectCaller(dialect, other, estimation, aliases);
    }

    /** The same with these estimates. */
    public DialectCaller with(PromptEstimation other) {
        return new DialectCaller(dialect, completionDefault, other, aliases);
    }

    /** The same with one alias. */
    public DialectCaller withAlias(String name, String providersName) {
        return new DialectCaller(dialect, completionDefault, estimation, Map.of(name, providersName));
    }

    /** The operation at a path such as {@code POST /v1/chat/completions}, empty where there is none. */
    public Optional<IncomingCall> find(String method, String path, Map<String, String> query, String body) {
        return RequestPath.parse(path)
                .flatMap(parsed -> dialect.operations().stream()
                        .flatMap(operation -> operation.route().match(method, parsed).stream()
                                .map(parameters -> new Target(operation.route(), parameters, query)))
                        .findFirst())
                .map(target -> new IncomingCall(
                        target,
                        body.getBytes(UTF_8),
                        completionDefault,
                        estimation,
                        false,
                        name -> aliases.getOrDefault(name, name)));
    }

    /** Reads a call. */
    public ParsedCall read(String method, String path, Map<String, String> query, String body) {
        var call = find(method, path, query, body).orElseThrow();
        return dialect.operations().stream()
                .filter(operation -> operation.route().equals(call.target().route()))
                .findFirst()
                .orElseThrow()
                .reader()
                .read(call);
    }

    /** Reads a POST that is right. */
    public ModelCall post(String path, String body) {
        return switch (read("POST", path, Map.of(), body)) {
            case ParsedCall.Valid(var call) -> call;
            case ParsedCall.Invalid(var fault) -> throw new AssertionError(fault.message());
        };
    }

    /** Reads a POST that is wrong. */
    public Fault fault(String path, String body) {
        return ((ParsedCall.Invalid) read("POST", path, Map.of(), body)).fault();
    }

    /** The usage of a whole reply. */
    public static Optional<Usage> usageOf(ModelCall call, String body) {
        return call.metering()
                .usageOf(new ReplyHead(200, Map.of("content-type", "application/json")), body.getBytes(UTF_8));
    }

    /** A watcher for a stream of events. */
    public static StreamMeter meter(ModelCall call) {
        return call.metering()
                .streamMeter(new ReplyHead(200, Map.of("content-type", "text/event-stream")))
                .orElseThrow();
    }

    /** What a meter lets through of a stream. */
    public static List<String> passed(StreamMeter meter, byte[] stream) throws IOException {
        var frames = meter.frames(new ByteArrayInputStream(stream));
        var passed = new ArrayList<String>();
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            if (meter.passes(frame.get())) {
                passed.add(new String(frame.get().raw(), UTF_8));
            }
        }
        return passed;
    }

    /** The body as it is sent. */
    public static String body(ModelCall call) {
        return new String(call.body(), UTF_8);
    }
}
