package dev.tollgate.testkit.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeApiDoubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NEXT = "/runtime/invocation/next";
    private static final Instant DEADLINE = Instant.ofEpochMilli(1542409706888L);

    private final RuntimeApiDouble api = new RuntimeApiDouble();
    private RawRuntime runtime;

    @BeforeEach
    void connect() throws IOException {
        runtime = new RawRuntime(api);
    }

    @AfterEach
    void close() throws IOException {
        runtime.close();
        api.close();
    }

    private Invoked call(String event) {
        return api.invoke(Invocation.of(event, DEADLINE));
    }

    private Invoked taken() throws IOException {
        var call = call("{}");
        runtime.get(NEXT);
        return call;
    }

    private RawRuntime.Answer respond(Invoked call, String body) throws IOException {
        return runtime.post(RawRuntime.path(call, "response"), "", body);
    }

    @Test
    void next_tellsTheCall() throws IOException {
        api.invoke(Invocation.of("{\"a\":\"ü\"}", DEADLINE)
                .withRequestId("r1")
                .from("{\"c\":1}", null)
                .with("Root=1", "tenant"));

        var answer = runtime.get(NEXT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(answer.headers())
                .containsEntry("Lambda-Runtime-Aws-Request-Id", "r1")
                .containsEntry("Lambda-Runtime-Deadline-Ms", "1542409706888")
                .containsKey("Lambda-Runtime-Invoked-Function-Arn")
                .containsEntry("Lambda-Runtime-Trace-Id", "Root=1")
                .containsEntry("Lambda-Runtime-Aws-Tenant-Id", "tenant")
                .containsEntry("Lambda-Runtime-Client-Context", "{\"c\":1}")
                .doesNotContainKey("Lambda-Runtime-Cognito-Identity");
        assertThat(api.faults()).isEmpty();
    }

    @Test
    void next_waits_untilACallComes() throws Exception {
        runtime.head("GET " + NEXT, "");
        api.awaitRequest("GET " + NEXT, PATIENCE);

        call("{\"late\":1}");

        assertThat(runtime.answer().body()).isEqualTo("{\"late\":1}");
    }

    @Test
    void next_handsEachCallToOneOfManyLoops() throws Exception {
        try (var second = new RawRuntime(api)) {
            runtime.head("GET " + NEXT, "");
            second.head("GET " + NEXT, "");
            var calls = List.of(call("1"), call("2"));

            var bodies = List.of(runtime.answer().body(), second.answer().body());

            assertThat(bodies).containsExactlyInAnyOrder("1", "2");
            var other = bodies.getFirst().equals("1") ? calls.getLast() : calls.getFirst();
            assertThat(second.post(RawRuntime.path(other, "response"), "", "x").status())
                    .isEqualTo(202);
            assertThat(((Reply.Whole) other.await(PATIENCE)).text()).isEqualTo("x");
        }
    }

    @Test
    void next_isNotAnsweredToARuntimeThatHasGone() throws Exception {
        try (var gone = new RawRuntime(api)) {
            gone.head("GET " + NEXT, "");
            api.awaitRequest("GET " + NEXT, PATIENCE);
        }
        runtime.close();
        api.processEnded();
        var call = call("{}");

        runtime = new RawRuntime(api);
        runtime.get(NEXT);

        assertThat(respond(call, "ok").status()).isEqualTo(202);
        assertThat(call.await(PATIENCE)).isInstanceOf(Reply.Whole.class);
    }

    @Test
    void response_isKeptWhole() throws Exception {
        var call = taken();

        assertThat(respond(call, "{\"statusCode\":200}").status()).isEqualTo(202);

        assertThat(((Reply.Whole) call.await(PATIENCE)).text()).isEqualTo("{\"statusCode\":200}");
        assertThat(api.requests()).containsExactly("GET " + NEXT, "POST " + RawRuntime.path(call, "response"));
        assertThat(api.faults()).isEmpty();
    }

    @Test
    void response_isSeenChunkByChunk_whileItStreams() throws Exception {
        var call = taken();

        runtime.stream(call, RawRuntime.ANNOUNCED);
        runtime.chunk(RawRuntime.PRELUDE);
        runtime.chunk("one");
        var before = call.awaitChunks(2, PATIENCE);
        assertThat(call.reply()).isEmpty();
        runtime.chunk("two");
        runtime.send("0\r\n\r\n");

        assertThat(runtime.answer().status()).isEqualTo(202);
        var reply = (Reply.Streamed) call.await(PATIENCE);
        assertThat(before).hasSize(2);
        assertThat(reply.chunks()).hasSize(3).isSortedAccordingTo((a, b) -> Long.signum(a.nanoTime() - b.nanoTime()));
        assertThat(reply.prelude()).isEqualTo("{\"statusCode\":200}");
        assertThat(reply.payload()).asString().isEqualTo("onetwo");
        assertThat(reply.failure()).isEmpty();
        assertThat(api.faults()).isEmpty();
    }

    @Test
    void response_tellsItsFailureByTrailers() throws Exception {
        var call = taken();

        runtime.stream(call, RawRuntime.ANNOUNCED);
        runtime.chunk(RawRuntime.PRELUDE + "half");
        runtime.send("0\r\nLambda-Runtime-Function-Error-Type: E\r\nlambda-runtime-function-error-body: e30=\r\n\r\n");

        assertThat(runtime.answer().status()).isEqualTo(202);
        assertThat(((Reply.Streamed) call.await(PATIENCE)).failure()).contains(new ErrorReport("E", "{}"));
        assertThat(api.faults()).isEmpty();
    }

    @Test
    void response_goesToAListenerWithoutBeingKept() throws Exception {
        var told = new ArrayList<String>();
        var call = api.invoke(Invocation.of("{}", DEADLINE), new ReplyListener() {
            @Override
            public void begun(Map<String, String> headers) {
                told.add("begun");
            }

            @Override
            public void chunk(byte[] bytes) throws IOException {
                told.add("chunk");
                throw new IOException("the client has gone");
            }

            @Override
            public void ended(Reply reply) {
                told.add("ended");
            }
        });
        runtime.get(NEXT);

        runtime.stream(call, "");
        runtime.chunk(RawRuntime.PRELUDE);
        runtime.chunk("nobody reads it");
        runtime.send("0\r\n\r\n");

        assertThat(runtime.answer().status()).isEqualTo(202);
        assertThat(((Reply.Streamed) call.await(PATIENCE)).chunks()).isEmpty();
        assertThat(told).containsExactly("begun", "chunk", "ended");
    }

    @Test
    void response_isLost_whenTheConnectionBreaksWithinIt() throws Exception {
        var call = taken();

        runtime.stream(call, "");
        runtime.chunk(RawRuntime.PRELUDE);
        runtime.send("ff\r\nhalf of a chunk");
        runtime.close();

        var lost = (Reply.Lost) call.await(PATIENCE);
        assertThat(lost.chunks()).hasSize(1);
        assertThat(api.faults()).isEmpty();
    }

    @Test
    void error_isTheReply() throws Exception {
        var call = taken();

        var answer = runtime.post(
                RawRuntime.path(call, "error"), "Lambda-Runtime-Function-Error-Type: Function.E\n", "{\"x\":1}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(call.await(PATIENCE)).isEqualTo(new Reply.Failed(new ErrorReport("Function.E", "{\"x\":1}")));
        assertThat(api.faults()).isEmpty();
    }

    @Test
    void processEnded_losesTheCallsThatWereTaken_andKeepsThoseThatWait() throws Exception {
        var taken = taken();
        var waiting = call("{\"second\":1}");

        runtime.close();
        api.processEnded();

        assertThat(taken.await(PATIENCE)).isInstanceOf(Reply.Lost.class);
        assertThat(waiting.reply()).isEmpty();
        runtime = new RawRuntime(api);
        assertThat(runtime.get(NEXT).body()).isEqualTo("{\"second\":1}");
    }

    @Test
    void initError_failsTheCallsThatWait() throws Exception {
        var waiting = call("{}");

        var answer = runtime.post("/runtime/init/error", "Lambda-Runtime-Function-Error-Type: Runtime.E\n", "{}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(api.initError()).contains(new ErrorReport("Runtime.E", "{}"));
        assertThat(waiting.await(PATIENCE)).isInstanceOf(Reply.Failed.class);
    }

    @Test
    void restoreNext_waitsForTheRestore() throws Exception {
        runtime.head("GET /runtime/restore/next", "");
        api.awaitRequest("GET /runtime/restore/next", PATIENCE);

        api.restore();

        assertThat(runtime.answer().status()).isEqualTo(200);
        var answer = runtime.post("/runtime/restore/error", "Lambda-Runtime-Function-Error-Type: Runtime.R\n", "{}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(api.restoreError()).contains(new ErrorReport("Runtime.R", "{}"));
        assertThat(api.faults()).isEmpty();
    }

    @Test
    void await_fails_whenNothingComes() {
        var call = call("{}");

        assertThatThrownBy(() -> call.await(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> api.awaitRequest("GET " + NEXT, Duration.ZERO))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void disturb_answersOneRequest_andLeavesTheCallUnanswered() throws Exception {
        var call = taken();
        api.disturb(Operation.RESPONSE, new Disturbance.Answer(413));

        assertThat(respond(call, "ok").status()).isEqualTo(413);
        assertThat(call.reply()).isEmpty();
        assertThat(respond(call, "ok").status()).isEqualTo(202);
        assertThat(api.faults()).isEmpty();
    }

    @Test
    void disturb_delaysARequest() throws Exception {
        var call = taken();
        var delay = Duration.ofMillis(30);
        api.disturb(Operation.RESPONSE, new Disturbance.Delay(delay));

        var start = System.nanoTime();
        assertThat(respond(call, "ok").status()).isEqualTo(202);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
    }

    @Test
    void cut_losesWhatIsUnderWay_butNoCallThatWaits() throws Exception {
        var call = taken();
        runtime.stream(call, "");
        runtime.chunk(RawRuntime.PRELUDE);
        call.awaitChunks(1, PATIENCE);
        var waiting = call("{}");

        api.cut();

        assertThat(((Reply.Lost) call.await(PATIENCE)).chunks()).hasSize(1);
        assertThat(runtime.isEnded()).isTrue();
        assertThat(waiting.reply()).isEmpty();
    }

    @Test
    void cut_leavesNoConnection_thatACallIsHandedTo() throws Exception {
        runtime.head("GET " + NEXT, "");
        api.awaitRequest("GET " + NEXT, PATIENCE);

        api.cut();
        var call = call("{\"late\":1}");

        assertThat(call.reply()).isEmpty();
        runtime = new RawRuntime(api);
        assertThat(runtime.get(NEXT).body()).isEqualTo("{\"late\":1}");
        assertThat(api.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void cut_sparesTheConnections_thatReplaceThoseItCuts() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var replacements = new ArrayList<Future<RawRuntime>>();
            for (var i = 0; i < 300; i++) {
                var cut = new RawRuntime(api);
                call("{}");
                cut.get(NEXT);
                replacements.add(executor.submit(() -> {
                    try (cut) {
                        assertThat(cut.isEnded()).isTrue();
                        return new RawRuntime(api);
                    }
                }));
            }

            api.cut();

            for (var replacement : replacements) {
                call("{\"late\":1}");
                try (var next = replacement.get()) {
                    assertThat(next.get(NEXT).body()).isEqualTo("{\"late\":1}");
                }
            }
        }
    }

    @Test
    void next_bringsALargeEvent_byChunks() throws IOException {
        var event = "x".repeat(100_000);
        call(event);

        var answer = runtime.get(NEXT);

        assertThat(answer.body()).isEqualTo(event);
        assertThat(answer.headers())
                .containsEntry("transfer-encoding", "chunked")
                .doesNotContainKey("content-length");
    }

    @Test
    void invoke_refusesAnIdThatIsTaken() {
        api.invoke(Invocation.of("{}", DEADLINE).withRequestId("r1"));

        assertThatThrownBy(() -> api.invoke(Invocation.of("{}", DEADLINE).withRequestId("r1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void close_endsEveryCall() throws Exception {
        var taken = taken();
        var waiting = call("{}");

        api.close();

        assertThat(taken.await(PATIENCE)).isInstanceOf(Reply.Lost.class);
        assertThat(waiting.await(PATIENCE)).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void manyLoops_keepTheirCallsApart() throws Exception {
        var calls = new ArrayList<Invoked>();
        try (var loops = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = IntStream.range(0, 16)
                    .mapToObj(_ -> loops.submit(() -> echo(50)))
                    .toList();
            for (var number = 0; number < 16 * 50; number++) {
                calls.add(call("event " + number));
            }
            for (var end : ends) {
                end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }

        for (var number = 0; number < calls.size(); number++) {
            var reply = (Reply.Streamed) calls.get(number).await(PATIENCE);
            assertThat(reply.payload()).asString().isEqualTo("event " + number);
        }
        assertThat(api.faults()).isEmpty();
    }

    /** Answers so many calls with their events, over a connection of its own. */
    private Void echo(int times) throws IOException {
        try (var loop = new RawRuntime(api)) {
            for (var time = 0; time < times; time++) {
                var next = loop.get(NEXT);
                var id = next.headers().get("Lambda-Runtime-Aws-Request-Id");
                loop.head("POST /runtime/invocation/" + id + "/response", RawRuntime.STREAMING);
                loop.chunk(RawRuntime.PRELUDE);
                loop.chunk(next.body());
                loop.send("0\r\n\r\n");
                assertThat(loop.answer().status()).isEqualTo(202);
            }
        }
        return null;
    }

    @Test
    void disturb_cutsAConnection() throws Exception {
        var call = taken();
        api.disturb(Operation.RESPONSE, new Disturbance.Cut());

        runtime.stream(call, "");

        assertThat(runtime.isEnded()).isTrue();
        assertThat(call.await(PATIENCE)).isInstanceOf(Reply.Lost.class);
    }
}
