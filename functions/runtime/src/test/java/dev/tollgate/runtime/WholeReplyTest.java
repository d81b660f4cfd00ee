package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.testkit.lambda.Disturbance;
import dev.tollgate.testkit.lambda.Operation;
import dev.tollgate.testkit.lambda.Reply;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class WholeReplyTest {
    private static final Scripted.Handling ECHO = (event, out, _) -> out.write(event.getBytes(UTF_8));

    @Test
    void aReply_thatIsNotBegun_isWhole() throws Exception {
        try (var function = TestFunction.start((event, out, _) -> {
            out.write(event.getBytes(UTF_8));
            out.flush();
            out.write('!');
            out.close();
        })) {
            assertThat(((Reply.Whole) function.reply("\"é\"")).text()).isEqualTo("\"é\"!");
            assertThat(function.api().faults()).isEmpty();
        }
    }

    @Test
    void aReply_mayBeEmpty_orLarge() throws Exception {
        var large = "x".repeat(5 << 20);
        try (var function = TestFunction.start(ECHO)) {
            assertThat(((Reply.Whole) function.reply("")).body()).isEmpty();
            assertThat(((Reply.Whole) function.reply(large)).text()).isEqualTo(large);
        }
    }

    @Test
    void aReply_ofMoreThanLambdaTakes_isAnError() throws Exception {
        try (var function = TestFunction.start((event, out, _) -> {
            for (var i = 0; i < 7 && event.equals("large"); i++) {
                out.write(new byte[1 << 20]);
            }
        })) {
            var reply = (Reply.Failed) function.reply("large");

            assertThat(reply.error().type()).isEqualTo("Function.ResponseSizeTooLarge");
            assertThat(reply.error().body()).contains("7340032 bytes");
            assertThat(function.api().requests()).noneMatch(request -> request.endsWith("/response"));
            assertThat(function.reply("small")).isInstanceOf(Reply.Whole.class);
            assertThat(function.api().faults()).isEmpty();
        }
    }

    @Test
    void aReply_ofLessThanLambdaTakes_butRefusedAsTooLarge_isAnErrorAsWell() throws Exception {
        try (var function = TestFunction.start(ECHO)) {
            function.api().disturb(Operation.RESPONSE, new Disturbance.Answer(413));

            assertThat(((Reply.Failed) function.reply("four")).error().body()).contains("4 bytes");
        }
    }

    @Test
    void aFailure_isReported_alsoWithoutAMessage() throws Exception {
        try (var function = TestFunction.start((event, out, _) -> {
            out.write("half".getBytes(UTF_8));
            if (event.equals("fails")) {
                throw new UnsupportedOperationException();
            }
        })) {
            assertThat(((Reply.Failed) function.reply("fails")).error().body())
                    .startsWith("{\"errorMessage\":\"java.lang.UnsupportedOperationException\","
                            + "\"errorType\":\"java.lang.UnsupportedOperationException\",\"stackTrace\":[\"");
            assertThat(function.reply("")).isInstanceOf(Reply.Whole.class);
        }
    }

    @Test
    void calls_shareOneConnection() throws Exception {
        try (var function = TestFunction.start(ECHO)) {
            for (var i = 0; i < 10; i++) {
                function.reply("{}");
            }
            assertThat(function.api().acceptedConnections()).isEqualTo(1);
        }
    }

    @Test
    void aConnection_closedBetweenCalls_isReplaced() throws Exception {
        try (var function = TestFunction.start(ECHO)) {
            function.reply("first");
            awaitNext(function, 2);
            function.api().cut();
            awaitNext(function, 3);

            assertThat(((Reply.Whole) function.reply("second")).text()).isEqualTo("second");
            assertThat(function.api().faults()).isEmpty();
        }
    }

    @Test
    void aConnection_closedWhileTheHandlerWorks_isReplaced() throws Exception {
        try (var function = TestFunction.start((event, out, _) -> out.write(event.getBytes(UTF_8)))) {
            var api = function.api();
            Scripted.handling = (event, out, _) -> {
                api.cut();
                out.write(event.getBytes(UTF_8));
            };
            assertThat(((Reply.Whole) function.reply("kept")).text()).isEqualTo("kept");
        }
    }

    @Test
    void aReply_thatIsRefused_isGivenUp_andTheNextCallIsTaken() throws Exception {
        try (var function = TestFunction.start(ECHO)) {
            function.api().disturb(Operation.RESPONSE, new Disturbance.Answer(403));
            var refused = function.invoke("refused");

            assertThat(((Reply.Whole) function.reply("next")).text()).isEqualTo("next");
            assertThat(refused.reply()).isEmpty();
        }
    }

    /** Waits until the runtime has asked for a call so many times. */
    private static void awaitNext(TestFunction function, int times) {
        await().atMost(TestFunction.PATIENCE)
                .until(() -> Collections.frequency(function.api().requests(), "GET /runtime/invocation/next") == times);
    }
}
