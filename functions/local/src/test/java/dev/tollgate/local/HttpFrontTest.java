package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tollgate.core.Stage;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.local.Running.Application;
import dev.tollgate.local.function.InProcessFunction;
import dev.tollgate.proxy.ReplyMode;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The front as any HTTP client meets it. */
@Timeout(120)
class HttpFrontTest {
    private static final WindowLength DAY = new WindowLength(1, WindowUnit.DAY);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String HELLO =
            "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]%s}";

    private final Application application = Running.application(DAY, Dimension.REQUEST_COUNT, 1_000);

    @AfterAll
    static void close() {
        HTTP.close();
    }

    /** The parts of a row: path, content type, body, status, what the message says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/sandbox/openai/v1/images/generations| application/json | {}               | 404 | cannot be called here",
                "/sandbox/openai/v1//chat/completions | application/json | {}              | 404 | This path cannot be called",
                "/sandbox/openai/v1/../v1/chat/completions | application/json | {}         | 404 | This path cannot be called",
                "/sandbox/openai/v1/chat%2fcompletions | application/json | {}             | 404 | This path cannot be called",
                "/sandbox/openai                     | application/json | {}               | 404 | This path cannot be called",
                "/sandbox/nowhere/v1/models          | application/json | {}               | 404 | There is no backend 'nowhere' for this key",
                "/production/openai/v1/chat/completions | application/json | {}            | 401 | a key of the stage sandbox",
                "/staging/openai/v1/chat/completions | application/json | {}               | 404 | Call /production/",
                "/                                   | application/json | {}               | 404 | Call /production/",
                "/sandbox/openai/v1/chat/completions | text/plain       | {}               | 415 | must be application/json",
                "/sandbox/openai/v1/chat/completions | application/json | {\"model\":}     | 400 | not valid JSON",
                "/sandbox/openai/v1/chat/completions | application/json | {\"model\":\"a\",\"model\":\"b\"} | 400 | a name stands there twice",
                "/sandbox/openai/v1/chat/completions | application/json | {\"messages\":[]} | 400 | 'model' must be",
            })
    void badInput_hasAClearError_andReservesNothing(
            String path, String contentType, String body, int status, String message) throws Exception {
        var reply = HTTP.send(
                post(path)
                        .header("content-type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains(message);
        assertThat(application.counter()).isEqualTo(CounterState.EMPTY);
    }

    @Test
    void aBodyOverTheLimit_isA413_andReservesNothing() throws Exception {
        for (var megabytes : new int[] {7, 11}) {
            var reply = call("x".repeat(megabytes << 20));

            assertThat(reply.statusCode()).isEqualTo(413);
        }
        assertThat(application.counter()).isEqualTo(CounterState.EMPTY);
    }

    @Test
    void aProvidersError_isPassedOn_andCostsNothing() throws Exception {
        var reply = call(HELLO.formatted("").replace("\"demo\"", "\"demo-error-429\""));

        assertThat(reply.statusCode()).isEqualTo(429);
        assertThat(reply.headers().firstValue("retry-after")).contains("7");
        assertThat(application.counter()).isEqualTo(CounterState.EMPTY);
    }

    @Test
    void aClientThatLeaves_paysWhatTheModelWrote() throws Exception {
        var body = HELLO.formatted(",\"stream\":true");
        try (var socket = new Socket("localhost", Running.TOLLGATE.uri().getPort())) {
            var request =
                    "POST /sandbox/openai/v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer "
                            + application.key() + "\r\ncontent-type: application/json\r\ncontent-length: "
                            + body.length()
                            + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getInputStream().readNBytes(400);
            socket.setSoLinger(true, 0);
        }

        await().untilAsserted(() -> {
            assertThat(application.counter().leases()).isEmpty();
            assertThat(application.counter().used().completionTokenCount()).isEqualTo(37);
        });
    }

    @Test
    void aBrokenStream_endsWithAnErrorEvent() throws Exception {
        var reply = call(HELLO.formatted(",\"stream\":true").replace("\"demo\"", "\"demo-cut\""));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .endsWith("\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_failed\"}}\n\n");
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionThatFails_neverLooksLikeACompleteReply(ReplyMode mode) throws Exception {
        RequestStreamHandler failing = (_, _, _) -> {
            throw new IOException("before the reply");
        };
        RequestStreamHandler failingLate = (_, out, _) -> {
            out.write("{\"statusCode\":200,\"headers\":{}}\0\0\0\0\0\0\0\0half".getBytes(UTF_8));
            out.flush();
            throw new IllegalStateException("in the middle");
        };
        var stages = Map.of(Stage.PRODUCTION, stage(failing, mode), Stage.SANDBOX, stage(failingLate, mode));
        try (var front = new HttpFront(0, stages)) {
            var early = HttpRequest.newBuilder(front.uri().resolve("/production/a/b"))
                    .build();
            var late =
                    HttpRequest.newBuilder(front.uri().resolve("/sandbox/a/b")).build();

            assertThat(HTTP.send(early, BodyHandlers.ofString()).statusCode()).isEqualTo(502);
            if (mode == ReplyMode.STREAMED) {
                assertThatThrownBy(() -> HTTP.send(late, BodyHandlers.ofString()))
                        .isInstanceOf(IOException.class);
            } else {
                assertThat(HTTP.send(late, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(502);
            }
        }
    }

    @Test
    void aTakenPort_isNamed() {
        var port = Running.TOLLGATE.uri().getPort();

        assertThatThrownBy(() -> new HttpFront(port, Map.of()))
                .isInstanceOf(BindException.class)
                .hasMessage("port %d is taken: stop what listens there, or set TOLLGATE_PORT to another port"
                        .formatted(port));
    }

    @Test
    void everyCall_isOneLineOfTheLog_withoutKeyPromptOrCompletion() throws Exception {
        var reply = call(HELLO.formatted("").replace("Hello", "canary"));

        var id = reply.headers().firstValue("x-request-id").orElseThrow();
        assertThat(reply.body()).contains("canary");
        await().untilAsserted(() -> assertThat(Running.LOG.toString(UTF_8).lines())
                .filteredOn(line -> line.contains(id))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"outcome\":\"Answered\"")));
        assertThat(Running.LOG.toString(UTF_8)).doesNotContain("canary", application.key());
    }

    @Test
    void theStages_shareNoCounter() throws Exception {
        call(HELLO.formatted(""));

        var production = Running.TOLLGATE.stage(Stage.PRODUCTION).counters();
        var key = new CounterKey(new Owner.OfSubscription(application.subscription()), DAY.windowAt(Instant.now()));
        assertThat(application.counter().used().requestCount()).isEqualTo(1);
        assertThat(production.read(key)).isEmpty();
    }

    private static StageFunctions stage(RequestStreamHandler handler, ReplyMode mode) {
        return StageFunctions.of(new InProcessFunction("a-function", handler, InstantSource.system()), mode);
    }

    private HttpResponse<String> call(String body) throws IOException, InterruptedException {
        return HTTP.send(
                post("/sandbox/openai/v1/chat/completions")
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder post(String path) {
        return HttpRequest.newBuilder(URI.create(Running.TOLLGATE.uri() + path))
                .header("authorization", "Bearer " + application.key());
    }
}
