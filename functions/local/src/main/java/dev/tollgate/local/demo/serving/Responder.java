package dev.tollgate.local.demo.serving;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers requests as the behaviour of their model has it. A call is in the ledger before its reply ends, so that who has
 * the reply finds it there. Thread safe.
 *
 * <p>A connection breaks off by an exception: the server then closes it, where closing the exchange would end the stream
 * properly.
 */
public final class Responder {
    private static final int TOKENS_BEFORE_THE_BREAK = 2;
    private static final Duration STALL = Duration.ofMinutes(10);

    private final Duration chunkDelay;
    private final Ledger ledger;
    private final InstantSource clock;
    private final AtomicLong calls = new AtomicLong();

    /**
     * Makes one.
     *
     * @param chunkDelay how long to wait between two parts of a stream, and before a whole reply
     * @param ledger where calls are billed
     * @param clock tells when a call began
     */
    public Responder(Duration chunkDelay, Ledger ledger, InstantSource clock) {
        this.chunkDelay = chunkDelay;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Answers until the reply has ended or broken off.
     *
     * @throws IOException if it broke off, wanted or not
     * @throws InterruptedException if the demo model was closed
     */
    public void respond(HttpExchange exchange, Dialect dialect, Request request)
            throws IOException, InterruptedException {
        switch (read(dialect, request)) {
            case Reading.Refuse(var fault) -> dialect.error(fault).send(exchange);
            case Reading.Inform(var body) -> JsonReply.ok(body).send(exchange);
            case Reading.Count(var model, var body) -> {
                var reply = Behaviour.of(model) instanceof Behaviour.Fails(var status)
                        ? failure(dialect, status)
                        : JsonReply.ok(body);
                reply.send(exchange);
            }
            case Reading.Generate(var ask, var form) -> generate(exchange, dialect, ask, form);
        }
    }

    private static Reading read(Dialect dialect, Request request) {
        return dialect.routes().stream()
                .flatMap(route -> route.read(request).stream())
                .findFirst()
                .map(reading -> ApiKey.isIn(request) ? reading : new Reading.Refuse(Fault.noKey()))
                .orElse(new Reading.Refuse(Fault.unknownPath()));
    }

    private void generate(HttpExchange exchange, Dialect dialect, Ask ask, Form form)
            throws IOException, InterruptedException {
        switch (Behaviour.of(ask.model())) {
            case Behaviour.Fails(var status) -> failure(dialect, status).send(exchange);
            case Behaviour.Answers(var manner, var delays) ->
                answer(exchange, answer(ask, manner), form, chunkDelay.multipliedBy(delays));
            case Behaviour.Stalls _ -> {
                begin(exchange, answer(ask, Behaviour.Manner.PLAIN), form);
                Thread.sleep(STALL);
                throw new IOException("the reply has stalled");
            }
            case Behaviour.Breaks _ -> {
                begin(exchange, answer(ask, Behaviour.Manner.PLAIN), form);
                throw new IOException("the reply is cut");
            }
        }
    }

    private void answer(HttpExchange exchange, Answer answer, Form form, Duration delay)
            throws IOException, InterruptedException {
        switch (form) {
            case Form.Whole(var document) -> {
                Thread.sleep(delay);
                ledger.add(Served.whole(answer, answer.completion().totalTokens(), false));
                document.apply(answer).send(exchange);
            }
            case Form.Streamed(var parts, var framing) -> {
                var stream = ReplyStream.open(exchange, framing, delay);
                var complete = false;
                try {
                    for (var part : parts.apply(answer)) {
                        stream.send(part);
                    }
                    complete = true;
                } finally {
                    ledger.add(Served.streamed(answer, stream.tokensSent(), !complete));
                }
                stream.end();
            }
        }
    }

    /** Sends the first tokens of a stream; of a whole reply, nothing. */
    private void begin(HttpExchange exchange, Answer answer, Form form) throws IOException, InterruptedException {
        switch (form) {
            case Form.Whole _ -> ledger.add(Served.whole(answer, 0, true));
            case Form.Streamed(var parts, var framing) -> {
                var stream = ReplyStream.open(exchange, framing, chunkDelay);
                var enough =
                        Math.min(TOKENS_BEFORE_THE_BREAK, answer.completion().totalTokens());
                try {
                    for (var rest = parts.apply(answer).iterator(); stream.tokensSent() < enough; ) {
                        stream.send(rest.next());
                    }
                } finally {
                    ledger.add(Served.streamed(answer, stream.tokensSent(), true));
                }
            }
        }
    }

    private Answer answer(Ask ask, Behaviour.Manner manner) {
        var completion = Completion.of(ask, manner == Behaviour.Manner.THINKING);
        var prompt = ask.prompt().tokens();
        var cacheRead = manner == Behaviour.Manner.CACHED ? prompt / 2 : 0;
        var usage = new Usage(prompt, completion.totalTokens(), cacheRead, completion.thoughtTokens());
        return new Answer(
                calls.incrementAndGet(), clock.instant(), ask, completion, usage, manner != Behaviour.Manner.SILENT);
    }

    private static JsonReply failure(Dialect dialect, int status) {
        var error = dialect.error(Fault.wanted(status));
        return status == 429 ? error.withHeader("retry-after", "7") : error;
    }
}
