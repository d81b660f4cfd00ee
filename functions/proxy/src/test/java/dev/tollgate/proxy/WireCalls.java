package dev.tollgate.proxy;

import dev.tollgate.upstream.Dialect;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls that every gateway lets pass: at least one for each operation of each dialect. */
final class WireCalls {
    private static final String CHAT =
            "{\"model\":\"allowed\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":10}";
    private static final String COMPLETION = "{\"model\":\"allowed\",\"prompt\":\"hi\",\"max_tokens\":10}";
    private static final String EMBEDDING = "{\"model\":\"allowed\",\"input\":\"hi\"}";
    private static final String RESPONSE = "{\"model\":\"allowed\",\"input\":\"hi\",\"max_output_tokens\":10}";

    private static final Map<String, List<Legal>> BY_DIALECT = Map.of(
            "openai", openAi(),
            "openai-compatible", openAi(),
            "azure-openai", azure(),
            "anthropic", anthropic(),
            "gemini", Stream.of("/v1beta", "/v1").flatMap(WireCalls::gemini).toList(),
            "bedrock", bedrock());

    private WireCalls() {}

    private static List<Legal> openAi() {
        return List.of(
                post("/v1/chat/completions", CHAT),
                post("/v1/completions", COMPLETION),
                post("/v1/embeddings", EMBEDDING),
                post("/v1/responses", RESPONSE),
                get("/v1/models"),
                get("/v1/models/allowed"));
    }

    private static List<Legal> azure() {
        var deployment = "/openai/deployments/allowed";
        var calls = Stream.of(
                post(deployment + "/chat/completions", withoutModel(CHAT)),
                post(deployment + "/completions", withoutModel(COMPLETION)),
                post(deployment + "/embeddings", withoutModel(EMBEDDING)),
                post("/openai/responses", RESPONSE),
                get("/openai/models"));
        var undated = Stream.of(
                post("/openai/v1/chat/completions", CHAT),
                post("/openai/v1/completions", COMPLETION),
                post("/openai/v1/embeddings", EMBEDDING),
                post("/openai/v1/responses", RESPONSE),
                get("/openai/v1/models"));
        return Stream.concat(calls.map(call -> call.with("api-version", "2024-10-21")), undated)
                .toList();
    }

    private static List<Legal> anthropic() {
        return List.of(
                post("/v1/messages", CHAT),
                post("/v1/messages", CHAT).with("beta", "true"),
                post("/v1/messages/count_tokens", CHAT),
                get("/v1/models").with("limit", "5").with("after_id", "a model"),
                get("/v1/models/allowed"));
    }

    private static Stream<Legal> gemini(String version) {
        var model = version + "/models/allowed";
        var content = "{\"parts\":[{\"text\":\"hi\"}]}";
        var contents = "{\"contents\":[%s],\"generationConfig\":{\"maxOutputTokens\":10}}".formatted(content);
        return Stream.of(
                post(model + ":generateContent", contents),
                post(model + ":streamGenerateContent", contents),
                post(model + ":streamGenerateContent", contents).with("alt", "sse"),
                post(model + ":countTokens", contents),
                post(model + ":embedContent", "{\"content\":%s}".formatted(content)),
                post(
                        model + ":batchEmbedContents",
                        "{\"requests\":[{\"model\":\"models/allowed\",\"content\":%s}]}".formatted(content)),
                get(version + "/models").with("pageSize", "5"),
                get(model));
    }

    private static List<Legal> bedrock() {
        var model = "/model/allowed";
        var converse =
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}],\"inferenceConfig\":{\"maxTokens\":10}}";
        return List.of(
                post(model + "/converse", converse),
                post(model + "/converse-stream", converse),
                post(model + "/invoke", withoutModel(CHAT)),
                post(model + "/invoke-with-response-stream", withoutModel(CHAT)),
                post(model + "/count-tokens", "{\"input\":{\"converse\":%s}}".formatted(converse)));
    }

    private static Legal post(String path, String body) {
        return new Legal("POST", path, Map.of(), body);
    }

    private static Legal get(String path) {
        return new Legal("GET", path, Map.of(), "");
    }

    private static String withoutModel(String body) {
        return body.replace("\"model\":\"allowed\",", "");
    }

    /**
     * A call that passes.
     *
     * @param path the path, at the gateway behind the backend's name and at the provider
     * @param query the query, of which all goes to the provider
     * @param body the body, empty where there is none
     */
    record Legal(String method, String path, Map<String, String> query, String body) {
        /** As an event with a key. */
        WireEvent event(Dialect dialect) {
            return event(dialect, method, path);
        }

        /** The same call with another method or path. */
        WireEvent event(Dialect dialect, String otherMethod, String otherPath) {
            var event = new WireEvent(dialect.id(), otherMethod, otherPath)
                    .withKey()
                    .header("content-type", "application/json");
            query.forEach(event::query);
            return body.isEmpty() ? event : event.body(body);
        }

        private Legal with(String name, String value) {
            var more = new TreeMap<>(query);
            more.put(name, value);
            return new Legal(method, path, more, body);
        }

        /** Path and query as the provider gets them. */
        String target() {
            return query.isEmpty()
                    ? path
                    : query.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue().replace(" ", "%20"))
                            .sorted()
                            .collect(Collectors.joining("&", path + "?", ""));
        }

        @Override
        public String toString() {
            return method + " " + target();
        }
    }

    /** One of them and its dialect. */
    record Case(Dialect dialect, Legal call) {
        @Override
        public String toString() {
            return dialect.id() + ": " + call;
        }
    }

    static List<Legal> of(Dialect dialect) {
        return BY_DIALECT.getOrDefault(dialect.id(), List.of());
    }

    /** The first of them that has a body. */
    static Legal withBody(Dialect dialect) {
        return of(dialect).stream()
                .filter(call -> !call.body().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    static Stream<Case> all() {
        return WireGateway.DIALECTS.stream()
                .flatMap(dialect -> of(dialect).stream().map(call -> new Case(dialect, call)));
    }

    /** Those that name their model in the body. */
    static Stream<Case> withModelInBody() {
        return all().filter(each -> each.call().body().contains("\"model\":\"allowed\""));
    }

    /** Those that ask something of the model in their path. */
    static Stream<Case> withModelInPath() {
        return all().filter(each ->
                each.call().path().contains("/allowed") && !each.call().body().isEmpty());
    }
}
