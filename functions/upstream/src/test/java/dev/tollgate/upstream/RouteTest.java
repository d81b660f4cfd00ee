package dev.tollgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    private static final Route CHAT = new Route("POST", "/v1/chat/completions");
    private static final Route GENERATE = new Route("POST", "/v1beta/models/{model}:generateContent");
    private static final Route CONVERSE = new Route("POST", "/model/{modelId}/converse");
    private static final Route TWO = new Route("POST", "/a/{one}/b/{two}");

    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/gemini-2.5:generateContent, gemini-2.5",
        "/v1beta/models/gemini-2.5%3AgenerateContent, gemini-2.5",
        "/v1beta/models/generateContent:generateContent, generateContent",
    })
    void match_takesTheParameterOutOfItsPart(String path, String model) {
        assertThat(match(GENERATE, "POST", path)).contains(Map.of("model", model));
    }

    /** Whatever a server makes of it: it must not cut the name elsewhere than we do, or find another verb. */
    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/m:streamGenerateContent",
        "/v1beta/models/m:GenerateContent",
        "/v1beta/models/m:generatecontent",
        "/v1beta/models/m:countTokens:generateContent",
        "/v1beta/models/m::generateContent",
        "/v1beta/models/m%3A:generateContent",
        "/v1beta/models/m:generateContent:generateContent",
        "/v1beta/models/m:generateContent:",
        "/v1beta/models/m:generateContentx",
        "/v1beta/models/m:generateContent/x",
        "/v1beta/models/m",
        "/v1beta/models/:generateContent",
        "/v1beta/models/generateContent",
        "/v1beta/models/a/m:generateContent",
        "/v1beta/tunedModels/m:generateContent",
        "/V1beta/models/m:generateContent",
    })
    void match_refusesAnotherVerb_andANameThatHoldsOne(String path) {
        assertThat(match(GENERATE, "POST", path)).isEmpty();
    }

    @Test
    void match_takesEveryParameter() {
        assertThat(match(TWO, "POST", "/a/x:1/b/y.2")).contains(Map.of("one", "x:1", "two", "y.2"));
        assertThat(match(CONVERSE, "POST", "/model/us.anthropic.claude-v1%3A0/converse"))
                .contains(Map.of("modelId", "us.anthropic.claude-v1:0"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/chat/completions, true",
        "GET, /v1/chat/completions, false",
        "post, /v1/chat/completions, false",
        "POST, /v1/chat, false",
        "POST, /v1/chat/completions/x, false",
        "POST, /v1/chat/Completions, false",
        "POST, /v1/chat/completion, false",
    })
    void match_isOfMethodAndWholePath(String method, String path, boolean expected) {
        assertThat(match(CHAT, method, path).isPresent()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"gemini, gemini", "a/../b, a%2F..%2Fb", "a:b, a%3Ab", "'?x#', %3Fx%23"})
    void path_encodesItsParameters(String model, String encoded) {
        assertThat(GENERATE.path(Map.of("model", model))).isEqualTo("/v1beta/models/" + encoded + ":generateContent");
    }

    private static Optional<Map<String, String>> match(Route route, String method, String path) {
        return RequestPath.parse(path).flatMap(parsed -> route.match(method, parsed));
    }
}
