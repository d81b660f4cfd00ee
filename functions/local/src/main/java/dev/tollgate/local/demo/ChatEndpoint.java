package dev.tollgate.local.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers chat completions. A call is in the ledger before its reply ends, so that who has the reply finds it there.
 * Thread safe.
 *
 * <p>A connection breaks off by an exception: the server then closes it, where closing the exchange would end the stream
 * properly.
 */
final class ChatEndpoint {
    private static final int CHUNKS_BEFORE_THE_BREAK = 3;
    private static final Duration STALL = Duration.ofMinutes(10);

    private final Duration chunkDelay;
    private final Ledger ledger;
    private final InstantSource clock;
    private final AtomicLong calls = new AtomicLong();

    ChatEndpoint(Duration chunkDelay, Ledger ledger, InstantSource clock) {
        this.chunkDelay = chunkDelay;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Answers until the reply has ended or broken off. */
    void answer(HttpExchange exchange) throws IOException, InterruptedException {
        switch (ChatRequestParser.parse(exchange.getRequestBody().readAllBytes())) {
            case ParsedRequest.Invalid(var error) -> error.send(exchange);
            case ParsedRequest.Valid(var request) -> answer(exchange, request);
        }
    }

    private void answer(HttpExchange exchange, ChatRequest request) throws IOException, InterruptedException {
        switch (Behaviour.of(request.model())) {
            case Behaviour.Fail(var status) -> failure(status).send(exchange);
            case Behaviour.Answer(var usageReported, var delays) -> {
                var documents = documents(request, usageReported);
                var delay = chunkDelay.multipliedBy(delays);
                if (request.streamed()) {
                    stream(EventStream.open(exchange, delay), documents);
                } else {
                    Thread.sleep(delay);
                    ledger.add(request.served(documents.completion().totalTokens(), false));
                    JsonReply.ok(documents.whole()).send(exchange);
                }
            }
            case Behaviour.Stall _ -> {
                begin(exchange, request);
                Thread.sleep(STALL);
                throw new IOException("the reply has stalled");
            }
            case Behaviour.Cut _ -> {
                begin(exchange, request);
                throw new IOException("the reply is cut");
            }
        }
    }

    private void stream(EventStream stream, Documents documents) throws IOException, InterruptedException {
        var complete = false;
        try {
            for (var chunk : documents.chunks()) {
                stream.send(chunk);
            }
            complete = true;
        } finally {
            ledger.add(documents.request().served(stream.tokensSent(), !complete));
        }
        stream.end();
    }

    /** Sends the first chunks of a stream; of a whole reply, nothing. */
    private void begin(HttpExchange exchange, ChatRequest request) throws IOException, InterruptedException {
        if (!request.streamed()) {
            ledger.add(request.served(0, true));
            return;
        }
        var stream = EventStream.open(exchange, chunkDelay);
        try {
            for (var chunk : documents(request, true).chunks().subList(0, CHUNKS_BEFORE_THE_BREAK)) {
                stream.send(chunk);
            }
        } finally {
            ledger.add(request.served(stream.tokensSent(), true));
        }
    }

    private Documents documents(ChatRequest request, boolean usageReported) {
        var id = "chatcmpl-demo-" + calls.incrementAndGet();
        return new Documents(id, clock.instant(), request, Completion.of(request), usageReported);
    }

    private static JsonReply failure(int status) {
        var message = "The model was asked to fail with status %d.".formatted(status);
        return status == 429
                ? JsonReply.error(status, message, null, "rate_limit_exceeded").withHeader("retry-after", "7")
                : JsonReply.error(status, message, null, "demo_error");
    }
}
