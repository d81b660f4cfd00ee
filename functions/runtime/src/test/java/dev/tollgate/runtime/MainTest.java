package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tollgate.testkit.lambda.Deployment;
import dev.tollgate.testkit.lambda.InitializationType;
import dev.tollgate.testkit.lambda.Invocation;
import dev.tollgate.testkit.lambda.LambdaProcess;
import dev.tollgate.testkit.lambda.Reply;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own. */
class MainTest {
    @TempDir
    private Path folder;

    private Path zip;

    @AutoClose
    private final RuntimeApiDouble api = new RuntimeApiDouble();

    @BeforeEach
    void pack() throws Exception {
        zip = TestZip.in(folder);
    }

    private Deployment deployment(Class<?> handler) {
        return Deployment.of(zip, handler.getName()).withWrapper(TestZip.WRAPPER);
    }

    private static Invocation call(String event) {
        return Invocation.of(event, Instant.now().plusSeconds(60));
    }

    @Test
    void sigterm_letsTheCallInFlightEnd() throws Exception {
        try (var process = LambdaProcess.start(deployment(Slow.class), api)) {
            var call = api.invoke(call("slow"));
            process.awaitOutput("begun slow\n", TestFunction.PATIENCE);
            process.terminate();

            assertThat(((Reply.Whole) call.await(TestFunction.PATIENCE)).text()).isEqualTo("slow");
            assertThat(process.awaitExit(TestFunction.PATIENCE)).isEqualTo(128 + 15);
            assertThat(api.requests()).hasSize(2);
        }
    }

    @Test
    void aFailedInit_exits1_andAFailedRestore64() throws Exception {
        try (var process = LambdaProcess.start(deployment(Handlers.Failing.class), api)) {
            assertThat(process.awaitExit(TestFunction.PATIENCE)).isEqualTo(1);
            assertThat(process.output()).contains("no table");
        }
        api.restore();
        var snapStart = deployment(Slow.class).initializedBy(InitializationType.SNAP_START);
        try (var process = LambdaProcess.start(snapStart, api)) {
            assertThat(process.awaitExit(TestFunction.PATIENCE)).isEqualTo(64);
            assertThat(api.restoreError()).isPresent();
        }
    }

    @Test
    void whateverHappens_theProcessEnds() throws Exception {
        var none = deployment(Slow.class).with("AWS_LAMBDA_MAX_CONCURRENCY", "none");
        for (var deployment : List.of(deployment(Handlers.Erring.class), none)) {
            try (var process = LambdaProcess.start(deployment, api)) {
                assertThat(process.awaitExit(TestFunction.PATIENCE)).isEqualTo(1);
            }
        }
        assertThat(api.initError())
                .hasValueSatisfying(
                        error -> assertThat(error.body()).contains("no library", "java.lang.AssertionError"));
    }

    @Test
    void aFullMemory_isReported_andExits1() throws Exception {
        try (var process = LambdaProcess.start(deployment(Greedy.class).withMemory(128), api)) {
            var reply = (Reply.Failed) api.invoke(call("{}")).await(TestFunction.PATIENCE);

            assertThat(reply.error().body()).contains("java.lang.OutOfMemoryError");
            assertThat(process.awaitExit(TestFunction.PATIENCE)).isEqualTo(1);
        }
    }

    /** Goes on until the process is to end, and ends its call then. */
    public static final class Slow implements RequestStreamHandler, SnapStartHooks {
        @Override
        public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
            var text = new String(event.readAllBytes(), UTF_8);
            context.getLogger().log("begun " + text);
            while (!isEnding()) {
                Thread.onSpinWait();
            }
            out.write(text.getBytes(UTF_8));
        }

        /** Whether the process waits for this call. */
        private static boolean isEnding() {
            for (var thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("end") && thread.getState() == Thread.State.TIMED_WAITING) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void beforeCheckpoint() {}

        @Override
        public void afterRestore() {
            throw new IllegalStateException("no secret");
        }
    }

    /** Takes more than there is. */
    public static final class Greedy implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream event, OutputStream out, Context context) {
            var held = new Object[0];
            while (true) {
                held = new Object[] {held, new byte[8 << 20]};
            }
        }
    }
}
