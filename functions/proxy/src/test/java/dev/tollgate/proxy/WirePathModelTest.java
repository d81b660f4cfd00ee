package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.testkit.ScriptedProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls whose model stands in the path, and that mean to call one that is not on the backend's list. Each is refused, or what
 * goes up names an allowed model and no other, in the path and in the body.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WirePathModelTest {
    private static final ScriptedProvider.Step REPLY = ScriptedProvider.reply(200, "application/json", "{}");

    /** What may stand in the path for the legal name. */
    private static final List<String> NAMES = List.of(
            "forbidden",
            "f%6frbidden",
            "forbidden%3A0",
            "Allowed",
            "ALLOWED",
            "FAST",
            "allowed.",
            "allowed..",
            "allowed%2e",
            ".allowed",
            "..allowed",
            "allowed...forbidden",
            "allowed/../forbidden",
            "allowed%2F..%2Fforbidden",
            "allowed%252F..%252Fforbidden",
            "allowed/forbidden",
            "forbidden/allowed",
            "forbidden%2Fallowed",
            "allowed\\..\\forbidden",
            "allowed;forbidden",
            "allowed,forbidden",
            "allowed%2Cforbidden",
            "allowed?model=forbidden",
            "allowed%3Fmodel=forbidden",
            "allowed#forbidden",
            "allowed%00forbidden",
            "allowed%20",
            "%20allowed",
            "allowed%0d%0a",
            "allowed%E2%80%8B",
            "%D0%B0llowed",
            "allowed%25",
            "allowed~",
            "allowed-",
            "_allowed",
            "allowed@forbidden",
            "forbidden@allowed",
            "allowed:forbidden",
            "forbidden:allowed",
            "allowed%3Aforbidden",
            "allowed%3aforbidden",
            "allowed%253Aforbidden",
            "ft:allowed:me::1",
            "allowed:generateContent",
            "allowed%3AgenerateContent",
            "allowed%253AgenerateContent",
            "forbidden:generateContent",
            "forbidden:streamGenerateContent",
            "forbidden%3AstreamGenerateContent",
            ":allowed",
            "allowed:",
            "allowed%3A",
            "models/allowed",
            "models/forbidden",
            "models%2Fallowed",
            "models%2Fforbidden",
            "models:forbidden",
            "tunedModels/allowed",
            "../tunedModels/forbidden",
            "%2e%2e/tunedModels/forbidden",
            "publishers/google/models/forbidden",
            "us.allowed",
            "us.forbidden",
            "us-gov.allowed",
            "eu.allowed",
            "apac.allowed",
            "global.allowed",
            "arn:aws:bedrock:us-east-1::foundation-model/forbidden",
            "arn:aws:bedrock:us-east-1::foundation-model%2Fforbidden",
            "arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Fallowed",
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile%2Fus.allowed",
            "arn:aws:bedrock:us-east-1:123456789012:allowed",
            "allowed/deployments/forbidden",
            "allowed/model/forbidden",
            "fast.",
            "fast:forbidden",
            "us.fast",
            "models/fast",
            "fast/../forbidden",
            "{model}",
            "*",
            "",
            "x".repeat(300));

    /** What may be added to the body. */
    private static final List<String> FIELDS = List.of(
            "\"model\":\"forbidden\"",
            "\"model\":\"models/forbidden\"",
            "\"model\":\"tunedModels/forbidden\"",
            "\"model\":\"models/models/forbidden\"",
            "\"model\":\"us.forbidden\"",
            "\"model\":[\"forbidden\"]",
            "\"model\":{\"id\":\"forbidden\"}",
            "\"mod\\u0065l\":\"forbidden\"",
            "\"model\":\"f\\u006frbidden\"",
            "\"Model\":\"forbidden\"",
            "\"MODEL\":\"models/forbidden\"",
            "\"model\":\"allowed\",\"model\":\"forbidden\"",
            "\"model\":\"allowed\",\"Model\":\"forbidden\"",
            "\"model\":\"models/allowed\",\"MODEL\":\"forbidden\"",
            "\"model\":null,\"Model\":\"forbidden\"",
            "\"models\":[\"forbidden\"]",
            "\"Models\":[\"forbidden\"]",
            "\"fallbacks\":[\"forbidden\"]",
            "\"fallbacks\":[{\"model\":\"forbidden\"}]",
            "\"route\":\"forbidden\"",
            "\"preset\":\"forbidden\"",
            "\"Preset\":\"forbidden\"",
            "\"tools\":[{\"type\":\"advisor_20260301\",\"name\":\"advisor\",\"model\":\"forbidden\"}]");

    /** The same of one dialect. */
    private static final Map<String, List<String>> FIELDS_OF = Map.of(
            "gemini",
            List.of(
                    "\"generateContentRequest\":{\"model\":\"models/forbidden\"}",
                    "\"generate_content_request\":{\"model\":\"forbidden\"}",
                    "\"generateContentRequest\":{\"Model\":\"models/forbidden\"}",
                    "\"GenerateContentRequest\":{\"model\":\"models/forbidden\"}",
                    "\"generateContentRequest\":[{\"model\":\"models/forbidden\"}]",
                    "\"generateContentRequest\":{\"model\":\"models/allowed\"},\"generate_content_request\":{\"model\":\"models/forbidden\"}",
                    "\"requests\":[{\"model\":\"models/forbidden\"}]",
                    "\"requests\":{\"model\":\"models/forbidden\"}",
                    "\"requests\":[{},{\"model\":\"forbidden\"}]",
                    "\"requests\":[{\"Model\":\"models/forbidden\"}]",
                    "\"Requests\":[{\"model\":\"models/forbidden\"}]",
                    "\"requests\":[{\"model\":\"models/allowed\",\"MODEL\":\"models/forbidden\"}]"),
            "bedrock",
            List.of(
                    "\"modelId\":\"forbidden\"",
                    "\"ModelId\":\"forbidden\"",
                    "\"modelId\":\"arn:aws:bedrock:us-east-1::foundation-model/forbidden\"",
                    "\"additionalModelRequestFields\":{\"model\":\"forbidden\"}",
                    "\"additionalModelRequestFields\":{\"Model\":\"forbidden\"}",
                    "\"additionalModelRequestFields\":{\"fallbacks\":[{\"model\":\"forbidden\"}]}",
                    "\"additionalModelRequestFields\":{\"tools\":[{\"type\":\"advisor_20260301\",\"model\":\"forbidden\"}]}",
                    "\"additionalModelRequestFields\":{\"models\":[\"forbidden\"]}"));

    private ScriptedProvider provider = new ScriptedProvider(REPLY);

    @BeforeAll
    static void thereAreEnough() {
        assertThat(NAMES).hasSizeGreaterThanOrEqualTo(80);
    }

    @AfterEach
    void renewTheProviderThatWasCalled() throws IOException {
        if (!provider.received().isEmpty()) {
            provider.close();
            provider = new ScriptedProvider(REPLY);
        }
    }

    @AfterAll
    void close() throws IOException {
        provider.close();
    }

    static Stream<Arguments> hostilePaths() {
        return WireCalls.withModelInPath()
                .flatMap(legal -> NAMES.stream()
                        .map(name -> Arguments.of(legal, legal.call().path().replace("allowed", name))));
    }

    @ParameterizedTest
    @MethodSource("hostilePaths")
    void noOtherModelInThePath_reachesTheProvider(WireCalls.Case legal, String path) throws IOException {
        var body = legal.call().body().replace("\"model\":\"models/allowed\",", "");

        var reply = gateway(legal)
                .send(legal.call().event(legal.dialect(), "POST", path).body(body));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(provider.received()).isEmpty();
    }

    static Stream<Arguments> hostileBodies() {
        return WireCalls.withModelInPath()
                .flatMap(legal -> Stream.concat(
                                FIELDS.stream(),
                                FIELDS_OF.getOrDefault(legal.dialect().id(), List.of()).stream())
                        .flatMap(
                                field -> Stream.of("allowed", "fast").map(model -> Arguments.of(legal, model, field))));
    }

    /** The path's word holds, whatever the body adds. */
    @ParameterizedTest
    @MethodSource("hostileBodies")
    void noOtherModelInTheBody_reachesTheProvider(WireCalls.Case legal, String model, String field) throws IOException {
        var call = legal.call();
        var body = call.body().substring(0, call.body().length() - 1) + "," + field + "}";

        var reply = gateway(legal)
                .send(call.event(legal.dialect(), "POST", call.path().replace("allowed", model))
                        .body(body));

        if (provider.received().isEmpty()) {
            assertThat(reply.status()).isEqualTo(400);
        } else {
            var sent = provider.received().getFirst();
            assertThat(sent.line()).isEqualTo("POST %s HTTP/1.1".formatted(call.target()));
            assertThat(JsonMapper.builder().build().readTree(sent.body()).toString())
                    .doesNotContain("forbidden");
        }
    }

    static Stream<Arguments> legalNames() {
        return WireCalls.withModelInPath()
                .flatMap(legal ->
                        Stream.of("allowed", "%61llowed", "fast", "f%61st").map(name -> Arguments.of(legal, name)));
    }

    @ParameterizedTest
    @MethodSource("legalNames")
    void anAllowedModel_andItsAlias_reachTheProvider_asTheAllowedModel(WireCalls.Case legal, String name)
            throws IOException {
        var call = legal.call();

        var reply = gateway(legal)
                .send(call.event(legal.dialect(), "POST", call.path().replace("allowed", name))
                        .body(call.body().replace("models/allowed", name.startsWith("f") ? "fast" : "allowed")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(provider.received()).singleElement().satisfies(received -> {
            assertThat(received.line()).isEqualTo("POST %s HTTP/1.1".formatted(call.target()));
            assertThat(received.body()).doesNotContain("fast");
        });
    }

    /** The id of a model has a colon on Bedrock; one on the list goes up in one spelling, however it comes. */
    @Test
    void aModelWithAColon_reachesTheProvider_inOneSpelling() throws IOException {
        var legal = WireCalls.withModelInPath()
                .filter(each -> each.dialect().id().equals("bedrock"))
                .findFirst()
                .orElseThrow();
        for (var spelling : List.of("allowed:0", "allowed%3A0", "allowed%3a0")) {
            var gateway = gateway(legal);
            gateway.stored.put(
                    WireGateway.backend(legal.dialect(), provider.uri()).withModels(Set.of("allowed:0")));

            gateway.send(legal.call()
                    .event(legal.dialect(), "POST", legal.call().path().replace("allowed", spelling)));

            assertThat(provider.received().getLast().line()).isEqualTo("POST /model/allowed%3A0/converse HTTP/1.1");
        }
        assertThat(provider.received()).hasSize(3);
    }

    private WireGateway gateway(WireCalls.Case legal) {
        var gateway = new WireGateway(provider.uri());
        gateway.stored.put(WireGateway.backend(legal.dialect(), provider.uri())
                .withModels(Set.of("allowed"))
                .withAliases(Map.of("fast", "allowed")));
        return gateway;
    }
}
