package dev.tollgate.local.demo.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {
    @ParameterizedTest
    @ValueSource(strings = {"demo", "gpt-4o", "demo-error-399", "demo-error-600", "demo-error-4000", "demo-stall-2"})
    void of_isAPlainAnswer_forAnyOtherName(String model) {
        assertThat(Behaviour.of(model)).isEqualTo(new Behaviour.Answers(Behaviour.Manner.PLAIN, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 503, 599})
    void of_isAFailure_withTheStatusOfTheName(int status) {
        assertThat(Behaviour.of("demo-error-" + status)).isEqualTo(new Behaviour.Fails(status));
    }

    @Test
    void of_isSomethingElse_forEachNameListed() {
        assertThat(Behaviour.MODELS).extracting(Behaviour::of).doesNotHaveDuplicates();
    }
}
