package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tollgate.testkit.lambda.Disturbance;
import dev.tollgate.testkit.lambda.Operation;
import dev.tollgate.testkit.lambda.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class StreamedReplyTest {
    private static final Map<String, String> HEADERS = Map.of("content-type", "text/event-stream");

    private static ResponseStream begun(OutputStream out) throws IOException {
        var response = (ResponseStream) out;
        response.begin(200, HEADERS);
        return response;
    }

    @Test
    void aFlush_isOneChunk_andTheHeadLeavesWithTheFirst() throws Exception {
        try (var function = TestFunction.start((_, out, _) -> {
            var response = begun(out);
            response.write("one".getBytes(UTF_8));
            response.flush();
            response.write("two,".getBytes(UTF_8));
            response.write('3');
            response.flush();
            response.flush();
            response.write("four".getBytes(UTF_8));
        })) {
            var reply = function.streamed("{}");

            assertThat(reply.prelude())
                    .isEqualTo("{\"statusCode\":200,\"headers\":{\"content-type\":\"text/event-stream\"}}");
            assertThat(TestFunction.payload(reply)).isEqualTo("onetwo,3four");
            var chunks = reply.chunks().stream()
                    .map(chunk -> new String(chunk.bytes(), UTF_8))
                    .toList();
            assertThat(chunks.getFirst()).startsWith("{").endsWith("\0one");
            assertThat(chunks.subList(1, chunks.size())).containsExactly("two,3", "four");
            assertThat(reply.failure()).isEmpty();
            assertThat(reply.headers())
                    .containsEntry("lambda-runtime-function-response-mode", "streaming")
                    .containsEntry("content-type", "application/vnd.awslambda.http-integration-response");
            assertThat(function.api().faults()).isEmpty();
        }
    }

    @Test
    void aResponse_thatIsNeverFlushed_leavesAtItsEnd() throws Exception {
        try (var function = TestFunction.start((_, out, _) -> begun(out).write("all".getBytes(UTF_8)))) {
            var reply = function.streamed("{}");

            assertThat(TestFunction.payload(reply)).isEqualTo("all");
            assertThat(reply.chunks()).hasSize(1);
        }
    }

    @Test
    void chunks_leaveWithin5Milliseconds_atTheMedian() throws Exception {
        var flushes = new ArrayList<Long>();
        // One after the other has arrived: else it would be told how long they wait behind each other.
        var arrived = new Semaphore(0);
        try (var function = TestFunction.start((_, out, _) -> {
            var response = begun(out);
            for (var i = 0; i < 400; i++) {
                response.write(("data: " + i + "\n\n").getBytes(UTF_8));
                flushes.add(System.nanoTime());
                response.flush();
                arrived.acquireUninterruptibly();
            }
        })) {
            var call = function.invoke("{}");
            for (var i = 0; i < 400; i++) {
                call.awaitChunks(i + 1, TestFunction.PATIENCE);
                arrived.release();
            }
            var chunks = ((Reply.Streamed) call.await(TestFunction.PATIENCE)).chunks();

            assertThat(chunks).hasSize(flushes.size());
            var delays = new long[chunks.size()];
            for (var i = 0; i < delays.length; i++) {
                delays[i] = chunks.get(i).nanoTime() - flushes.get(i);
            }
            Arrays.sort(delays);
            System.out.printf(
                    "flush to arrival: p50 %,d us, p99 %,d us%n",
                    delays[delays.length / 2] / 1000, delays[delays.length * 99 / 100] / 1000);
            assertThat(delays[delays.length / 2]).isLessThan(5_000_000);
        }
    }

    @Test
    void aChunk_arrives_whileTheHandlerGoesOn() throws Exception {
        var go = new CountDownLatch(1);
        try (var function = TestFunction.start((_, out, _) -> {
            var response = begun(out);
            response.flush();
            await(go);
            response.write("end".getBytes(UTF_8));
        })) {
            var call = function.invoke("{}");

            assertThat(call.awaitChunks(1, TestFunction.PATIENCE)).hasSize(1);
            assertThat(call.reply()).isEmpty();
            go.countDown();
            assertThat(call.await(TestFunction.PATIENCE)).isInstanceOf(Reply.Streamed.class);
        }
    }

    @Test
    void much_leavesBeforeItIsFlushed() throws Exception {
        var much = "x".repeat(1_000_000);
        try (var function = TestFunction.start((_, out, _) -> begun(out).write(much.getBytes(UTF_8)))) {
            var reply = function.streamed("{}");

            assertThat(TestFunction.payload(reply)).isEqualTo(much);
            assertThat(reply.chunks()).hasSizeGreaterThan(10).allMatch(chunk -> chunk.bytes().length <= 64 << 10);
        }
    }

    @Test
    void aFailure_beforeAnythingWasSent_isAnError_alsoOnceBegun() throws Exception {
        try (var function = TestFunction.start((_, out, _) -> {
            begun(out).write("unsent".getBytes(UTF_8));
            throw new IllegalStateException("no luck");
        })) {
            var reply = (Reply.Failed) function.reply("{}");

            assertThat(reply.error().type()).isEqualTo("Runtime.UserException");
            assertThat(reply.error().body())
                    .startsWith("{\"errorMessage\":\"no luck\",\"errorType\":\"java.lang.IllegalStateException\","
                            + "\"stackTrace\":[\"dev.tollgate.runtime.StreamedReplyTest.");
            assertThat(reply.error().body()).doesNotContain("dev.tollgate.runtime.Loop.");
        }
    }

    @Test
    void aFailure_inTheMidst_endsWithTwoTrailers() throws Exception {
        try (var function = TestFunction.start((_, out, _) -> {
            var response = begun(out);
            response.write("sent".getBytes(UTF_8));
            response.flush();
            response.write(" and not".getBytes(UTF_8));
            throw new IOException("a \"pipe\"\nbroke");
        })) {
            var reply = function.streamed("{}");

            assertThat(TestFunction.payload(reply)).isEqualTo("sent and not");
            assertThat(reply.trailers()).hasSize(2);
            assertThat(reply.failure()).hasValueSatisfying(failure -> {
                assertThat(failure.type()).isEqualTo("Runtime.UserException");
                assertThat(failure.body())
                        .startsWith(
                                "{\"errorMessage\":\"a \\\"pipe\\\"\\u000abroke\",\"errorType\":\"java.io.IOException\"");
            });
            assertThat(function.api().faults()).isEmpty();
        }
    }

    @Test
    void aFailure_withMuchToTell_fitsIntoTheTrailers_andIsWholeElsewhere() throws Exception {
        try (var function = TestFunction.start((event, out, _) -> {
            if (event.equals("streamed")) {
                begun(out).flush();
            }
            fail(200);
        })) {
            var brief = function.streamed("streamed").failure().orElseThrow().body();
            var whole = ((Reply.Failed) function.reply("whole")).error().body();

            assertThat(brief).startsWith("{\"errorMessage\":\"\\u0001é").endsWith("\"]}");
            assertThat(brief.split("StreamedReplyTest.fail", -1)).hasSizeBetween(5, 50);
            assertThat(whole.split("StreamedReplyTest.fail", -1)).hasSize(202);
            assertThat(whole).contains("\\u0001é".repeat(2000));
            assertThat(function.api().faults()).isEmpty();
        }
    }

    private static void fail(int depth) {
        if (depth > 0) {
            fail(depth - 1);
        }
        throw new IllegalStateException("\1é".repeat(2000));
    }

    @Test
    void aWrite_afterTheEnd_fails_andReachesNoOtherCall() throws Exception {
        var earlier = new ArrayList<OutputStream>();
        try (var function = TestFunction.start((event, out, _) -> {
            for (var response : earlier) {
                assertThatIOException().isThrownBy(() -> response.write(1)).withMessageContaining("over");
                assertThatIOException().isThrownBy(response::flush).withMessageContaining("over");
            }
            earlier.add(out);
            begun(out).write(event.getBytes(UTF_8));
        })) {
            assertThat(TestFunction.payload(function.streamed("first"))).isEqualTo("first");
            assertThat(TestFunction.payload(function.streamed("second"))).isEqualTo("second");
        }
    }

    @Test
    void aHandler_whoseResponseBreaks_isTold_mayGoOn_andIsCalledAgain() throws Exception {
        var settled = new ArrayBlockingQueue<String>(1);
        try (var function = TestFunction.start((event, out, _) -> {
            var response = begun(out);
            if (event.equals("whole")) {
                return;
            }
            assertThatIOException().isThrownBy(() -> {
                while (true) {
                    response.write(new byte[1000]);
                    response.flush();
                }
            });
            for (var length : new int[] {1, 100, 70_000, 1, 200_000}) {
                for (var written = 0; written < 200_000; written += length * 100) {
                    var bytes = new byte[length];
                    assertThatIOException()
                            .isThrownBy(() -> response.write(bytes))
                            .withMessageContaining("broken off");
                }
                assertThatIOException().isThrownBy(response::flush).withMessageContaining("broken off");
            }
            settled.add(event);
        })) {
            function.api().disturb(Operation.RESPONSE, new Disturbance.Cut());

            assertThat(function.reply("broken")).isInstanceOf(Reply.Lost.class);
            assertThat(function.streamed("whole").failure()).isEmpty();
            assertThat(settled).containsExactly("broken");
            assertThat(function.api().requests()).noneMatch(request -> request.endsWith("/error"));
        }
    }

    @Test
    void aResponse_beginsOnce_andBeforeItsBody() throws Exception {
        try (var function = TestFunction.start((event, out, _) -> {
            if (event.equals("late")) {
                out.write('x');
                assertThatIllegalStateException().isThrownBy(() -> begun(out));
            } else {
                var response = begun(out);
                assertThatIllegalStateException().isThrownBy(() -> response.begin(500, HEADERS));
                assertThat(response.hasBegun()).isTrue();
            }
        })) {
            assertThat(function.streamed("twice").prelude()).contains("200");
            assertThat(function.reply("late")).isInstanceOf(Reply.Whole.class);
        }
    }

    @Test
    void headers_thatLambdaWouldNotTake_areRefused() throws Exception {
        try (var function = TestFunction.start((_, out, _) -> {
            var response = (ResponseStream) out;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> response.begin(200, Map.of("x-long", "x".repeat(16 << 10))));
            response.begin(431, Map.of());
        })) {
            assertThat(function.streamed("{}").prelude()).isEqualTo("{\"statusCode\":431,\"headers\":{}}");
        }
    }

    @Test
    void closing_flushes() throws Exception {
        try (var function = TestFunction.start((_, out, _) -> {
            try (var response = begun(out)) {
                response.write("closed".getBytes(UTF_8));
            }
        })) {
            assertThat(TestFunction.payload(function.streamed("{}"))).isEqualTo("closed");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
