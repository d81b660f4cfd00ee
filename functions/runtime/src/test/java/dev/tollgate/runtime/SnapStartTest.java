package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.testkit.lambda.Disturbance;
import dev.tollgate.testkit.lambda.Operation;
import dev.tollgate.testkit.lambda.Reply;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapStartTest {
    private static final Map<String, String> SNAP_START = Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

    private final RuntimeApiDouble api = new RuntimeApiDouble();

    @AfterEach
    void reset() {
        Scripted.reset();
    }

    @Test
    void theSequence_isInOrder_overANewConnectionBehindTheSnapshot() throws Exception {
        List<String> steps = new CopyOnWriteArrayList<>();
        Scripted.beforeCheckpoint = () -> steps.add("before " + api.requests());
        Scripted.afterRestore = () -> steps.add("after " + api.requests());
        try (var function = TestFunction.start((_, out, _) -> out.write("done".getBytes(UTF_8)), SNAP_START, api)) {
            api.awaitRequest("GET /runtime/restore/next", TestFunction.PATIENCE);
            assertThat(steps).containsExactly("before []");
            api.restore();

            assertThat(((Reply.Whole) function.reply("{}")).text()).isEqualTo("done");
            assertThat(steps).containsExactly("before []", "after [GET /runtime/restore/next]");
            assertThat(api.requests().subList(0, 2))
                    .containsExactly("GET /runtime/restore/next", "GET /runtime/invocation/next");
            assertThat(api.acceptedConnections()).isEqualTo(2);
        }
    }

    @Test
    void aHandler_withoutHooks_isSnapshotAsWell() throws Exception {
        var variables =
                Map.of("_HANDLER", Handlers.Silent.class.getName(), "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        try (var function = TestFunction.start(variables, api)) {
            api.restore();

            assertThat(function.reply("{}")).isInstanceOf(Reply.Whole.class);
        }
    }

    @Test
    void hooks_areNotCalled_withoutSnapStart() throws Exception {
        List<String> steps = new CopyOnWriteArrayList<>();
        Scripted.beforeCheckpoint = () -> steps.add("before");
        Scripted.afterRestore = () -> steps.add("after");
        try (var function = TestFunction.start((_, _, _) -> {}, Map.of(), api)) {
            function.reply("{}");

            assertThat(steps).isEmpty();
            assertThat(api.requests()).doesNotContain("GET /runtime/restore/next");
        }
    }

    @Test
    void aFailure_beforeTheCheckpoint_isAnInitError_andExits64() throws Exception {
        Scripted.beforeCheckpoint = () -> {
            throw new IOException("not primed");
        };
        try (var function = TestFunction.start(SNAP_START, api)) {
            assertThat(function.exitCode()).isEqualTo(64);
            assertThat(api.initError()).hasValueSatisfying(error -> {
                assertThat(error.type()).isEqualTo("Runtime.BeforeCheckpointError");
                assertThat(error.body()).contains("not primed", "java.io.IOException");
            });
            assertThat(api.requests()).containsExactly("POST /runtime/init/error");
        }
    }

    @Test
    void aRefusedSnapshot_isAnInitError_andExits64() throws Exception {
        api.disturb(Operation.RESTORE_NEXT, new Disturbance.Answer(500));
        try (var function = TestFunction.start(SNAP_START, api)) {
            assertThat(function.exitCode()).isEqualTo(64);
            assertThat(api.initError()).isPresent();
        }
    }

    @Test
    void aFailure_afterTheRestore_isARestoreError_andExits64() throws Exception {
        Scripted.afterRestore = () -> {
            throw new NoClassDefFoundError("x/Y");
        };
        api.restore();
        try (var function = TestFunction.start(SNAP_START, api)) {
            assertThat(function.exitCode()).isEqualTo(64);
            assertThat(api.restoreError()).hasValueSatisfying(error -> {
                assertThat(error.type()).isEqualTo("Runtime.AfterRestoreError");
                assertThat(error.body()).contains("java.lang.NoClassDefFoundError");
            });
            assertThat(api.requests()).containsExactly("GET /runtime/restore/next", "POST /runtime/restore/error");
        }
    }
}
