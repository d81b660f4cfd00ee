package dev.tollgate.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.testkit.lambda.Reply;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "::handleRequest"})
    void aHandler_mayNameItsMethod(String method) throws Exception {
        var handler = Handlers.Silent.class.getName() + method;
        try (var function = TestFunction.start(Map.of("_HANDLER", handler), new RuntimeApiDouble())) {
            assertThat(function.reply("{}")).isInstanceOf(Reply.Whole.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "|| , Invalid handler: `'",
                "::handleRequest , Invalid handler",
                "dev.tollgate.runtime.Handlers$Silent::other , Invalid handler",
                "dev.tollgate.Nothing , Class not found: dev.tollgate.Nothing",
                "dev.tollgate.runtime.Handlers$Failing , no table",
                "dev.tollgate.runtime.Handlers$Unloadable , NumberFormatException",
                "dev.tollgate.runtime.Handlers$Broken , no luck",
                "dev.tollgate.runtime.Handlers$Hidden , No class with a public constructor",
                "dev.tollgate.runtime.Handlers$Unfinished , No class with a public constructor",
                "dev.tollgate.runtime.Handlers$NoHandler , Not a RequestStreamHandler",
            })
    void aHandler_thatCannotBeMade_isAnInitError_andExits1(String handler, String message) throws Exception {
        var api = new RuntimeApiDouble();
        try (var function = TestFunction.start(Map.of("_HANDLER", handler), api)) {
            assertThat(function.exitCode()).isEqualTo(1);
            assertThat(api.initError()).hasValueSatisfying(error -> {
                assertThat(error.type()).isEqualTo("Runtime.BadFunctionCode");
                assertThat(error.body()).contains(message);
            });
            assertThat(api.requests()).containsExactly("POST /runtime/init/error");
        }
    }

    @Test
    void anInitError_thatCannotBeTold_exitsAsWell() throws Exception {
        var api = new RuntimeApiDouble();
        api.close();
        try (var function = TestFunction.start(Map.of("_HANDLER", "no.Handler"), api)) {
            assertThat(function.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void anEnvironment_withoutLambda_orWithANumberThatIsNone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.of(Map.of()))
                .withMessageContaining("AWS_LAMBDA_RUNTIME_API");
        for (var number : new String[] {"", "many", "0", "-1"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Environment.of(
                            Map.of("AWS_LAMBDA_RUNTIME_API", "h:1", "AWS_LAMBDA_MAX_CONCURRENCY", number)))
                    .withMessageContaining("AWS_LAMBDA_MAX_CONCURRENCY is no positive number: " + number);
        }
    }
}
