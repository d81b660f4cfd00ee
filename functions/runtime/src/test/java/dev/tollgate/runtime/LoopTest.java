package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.testkit.lambda.Disturbance;
import dev.tollgate.testkit.lambda.Operation;
import dev.tollgate.testkit.lambda.Reply;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.io.IOError;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopTest {
    private static final String GET_NEXT = "GET /runtime/invocation/next";

    @Test
    void next_refused_endsTheProcess() throws Exception {
        var api = new RuntimeApiDouble();
        api.disturb(Operation.NEXT, new Disturbance.Answer(500));
        try (var function = TestFunction.start((_, _, _) -> {}, Map.of(), api)) {
            assertThat(function.exitCode()).isEqualTo(1);
            assertThat(api.requests()).containsExactly(GET_NEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void next_refused_isAskedForAgain_whereSeveralLoopsMayBe(String loops) throws Exception {
        var api = new RuntimeApiDouble();
        for (var i = 0; i < 4; i++) {
            api.disturb(Operation.NEXT, new Disturbance.Answer(500));
        }
        try (var function = TestFunction.start((_, _, _) -> {}, Map.of("AWS_LAMBDA_MAX_CONCURRENCY", loops), api)) {
            assertThat(function.reply("{}")).isInstanceOf(Reply.Whole.class);
        }
    }

    @Test
    void next_refusedForGood_endsEveryLoop_thenTheProcess() throws Exception {
        var api = new RuntimeApiDouble();
        for (var i = 0; i < 10; i++) {
            api.disturb(Operation.NEXT, new Disturbance.Answer(500));
        }
        try (var function = TestFunction.start((_, _, _) -> {}, Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "2"), api)) {
            assertThat(function.exitCode()).isEqualTo(1);
            assertThat(api.requests()).isEqualTo(Collections.nCopies(10, GET_NEXT));
        }
    }

    @Test
    void aReply_thatLambdaCannotRecoverFrom_endsTheProcess() throws Exception {
        try (var function = TestFunction.start((_, _, _) -> {})) {
            function.api().disturb(Operation.RESPONSE, new Disturbance.Answer(500));
            var _ = function.invoke("{}");

            assertThat(function.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aVirtualMachineError_isReported_andEndsTheProcess() throws Exception {
        for (var fatal : new Error[] {new OutOfMemoryError("full"), new StackOverflowError(), new IOError(null)}) {
            try (var function = TestFunction.start((_, _, _) -> {
                throw fatal;
            })) {
                var reply = (Reply.Failed) function.reply("{}");

                assertThat(reply.error().body()).contains(fatal.getClass().getName());
                assertThat(function.exitCode()).isEqualTo(1);
            }
        }
    }

    @Test
    void anotherError_isReported_andTheNextCallIsTaken() throws Exception {
        try (var function = TestFunction.start((event, _, _) -> {
            if (event.equals("fails")) {
                throw new NoClassDefFoundError("x/Y");
            }
        })) {
            assertThat(function.reply("fails")).isInstanceOf(Reply.Failed.class);
            assertThat(function.reply("")).isInstanceOf(Reply.Whole.class);
        }
    }

    @Test
    void severalLoops_goOn_whereOneOverflows_andEndTogetherWhereMemoryDoes() throws Exception {
        var held = new CountDownLatch(1);
        try (var function = TestFunction.start(
                (event, out, _) -> {
                    switch (event) {
                        case "overflow" -> throw new StackOverflowError();
                        case "full" -> throw new OutOfMemoryError();
                        default -> await(held);
                    }
                    out.write(event.getBytes(UTF_8));
                },
                3)) {
            var inFlight = function.invoke("in flight");
            for (var i = 0; i < 5; i++) {
                assertThat(function.reply("overflow")).isInstanceOf(Reply.Failed.class);
            }
            assertThat(function.reply("full")).isInstanceOf(Reply.Failed.class);
            awaitConnections(function, 1);
            var late = function.invoke("late");
            Awaitility.await().atMost(TestFunction.PATIENCE).until(() -> function.state() == Thread.State.WAITING);
            held.countDown();

            assertThat(inFlight.await(TestFunction.PATIENCE)).isInstanceOf(Reply.Whole.class);
            assertThat(function.exitCode()).isEqualTo(1);
            assertThat(late.reply()).isEmpty();
        }
    }

    @Test
    void anInterrupt_byTheHandler_isOfNoConcernToTheNext() throws Exception {
        try (var function = TestFunction.start((_, out, _) -> {
            out.write(Boolean.toString(Thread.currentThread().isInterrupted()).getBytes(UTF_8));
            Thread.currentThread().interrupt();
        })) {
            function.reply("first");
            assertThat(((Reply.Whole) function.reply("second")).text()).isEqualTo("false");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "3"})
    void theEnd_waitsForTheCallInFlight_andNoMoreAreTaken(String loops) throws Exception {
        var begun = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        Map<String, String> variables = loops.isEmpty() ? Map.of() : Map.of("AWS_LAMBDA_MAX_CONCURRENCY", loops);
        try (var function = TestFunction.start(
                (event, out, _) -> {
                    begun.countDown();
                    await(held);
                    out.write(event.getBytes(UTF_8));
                },
                variables)) {
            var inFlight = function.invoke("in flight");
            await(begun);
            var end = Thread.ofPlatform().start(function::end);
            Awaitility.await().atMost(TestFunction.PATIENCE).until(() -> end.getState() == Thread.State.TIMED_WAITING);
            awaitConnections(function, 1);
            var late = function.invoke("late");
            held.countDown();

            end.join();
            assertThat(((Reply.Whole) inFlight.await(TestFunction.PATIENCE)).text())
                    .isEqualTo("in flight");
            assertThat(function.exitCode()).isEqualTo(1);
            assertThat(late.reply()).isEmpty();
        }
    }

    /** Waits until so many are open: those of the loops that wait for a call are closed when no more are taken. */
    private static void awaitConnections(TestFunction function, int count) {
        Awaitility.await()
                .atMost(TestFunction.PATIENCE)
                .until(() -> function.api().openConnections() == count);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
