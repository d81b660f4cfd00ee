package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.function.AdminFunction;
import dev.tollgate.proxy.function.ProxyFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shown of the sandbox's functions holds of production's. */
class StageRightsIT {
    static Stream<Arguments> functions() {
        return Stream.of(Arguments.of("Gateway", ProxyFunction.class), Arguments.of("Admin", AdminFunction.class));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aFunction_hasTheSameRights_toItsOwnStage(String stack, Class<?> handler) {
        var sandbox = Rights.of(Stages.ofLeast().template("Sandbox", stack), handler);
        var production = Rights.of(Stages.ofLeast().template("Production", stack), handler);

        assertThat(sandbox.all())
                .isNotEmpty()
                .allMatch(right -> right.resource().contains("sandbox"));
        assertThat(production.all())
                .containsExactlyElementsOf(sandbox.all().stream()
                        .map(right -> new Right(right.action(), right.resource().replace("sandbox", "production")))
                        .toList());
    }
}
