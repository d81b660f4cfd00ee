package dev.tollgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Route ROUTE = new Route("POST", "/deployments/{name}/chat", Set.of("api-version", "a&b"));

    @Test
    void path_isThatOfTheRoute_withItsParametersAndItsQuery_encoded() {
        var target = new Target(ROUTE, Map.of("name", "my:gpt"), Map.of("api-version", "1&x=ü +", "a&b", "/?#"));

        assertThat(target.path())
                .isEqualTo("/deployments/my%3Agpt/chat?a%26b=%2F%3F%23&api-version=1%26x%3D%C3%BC%20%2B");
    }

    @Test
    void query_isOfTheRouteAlone() {
        var called = Map.of("API-Version", "1", "api-key", "k", "key", "k", "model", "forbidden");

        var target = new Target(ROUTE, Map.of("name", "gpt"), called);

        assertThat(target.query()).isEmpty();
        assertThat(target.path()).isEqualTo("/deployments/gpt/chat");
    }

    @Test
    void with_replacesAParameter_andNothingElse() {
        var target = new Target(ROUTE, Map.of("name", "alias"), Map.of("api-version", "1"));

        assertThat(target.with("name", "../real").path()).isEqualTo("/deployments/..%2Freal/chat?api-version=1");
        assertThat(target.path()).isEqualTo("/deployments/alias/chat?api-version=1");
    }
}
