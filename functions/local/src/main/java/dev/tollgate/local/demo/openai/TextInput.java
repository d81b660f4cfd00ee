package dev.tollgate.local.demo.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Prompt;
import java.util.List;
import java.util.stream.Stream;

/** Texts, or tokens already: one or a list of them, as completions and embeddings take them. */
record TextInput(JsonNode json) {
    static final String EXPECTED = "a text, a list of tokens, or a list of either";

    static boolean isValid(JsonNode input) {
        return isOne(input)
                || (input.isArray() && !input.isEmpty() && input.valueStream().allMatch(TextInput::isOne));
    }

    private static boolean isOne(JsonNode input) {
        return input.isTextual() || isTokens(input);
    }

    private static boolean isTokens(JsonNode input) {
        return input.isArray() && !input.isEmpty() && input.valueStream().allMatch(JsonNode::isIntegralNumber);
    }

    int size() {
        return items().size();
    }

    /** A token is said to nobody, but counts. */
    Prompt prompt() {
        var texts = Prompt.ofTexts(items().stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList());
        var tokens = items().stream().mapToLong(JsonNode::size).sum();
        return new Prompt(texts.tokens() + tokens, texts.said());
    }

    /** One string for each text or list of tokens. */
    List<String> keys() {
        return items().stream()
                .map(item -> item.isTextual() ? item.asText() : item.toString())
                .toList();
    }

    private List<JsonNode> items() {
        return (isOne(json) ? Stream.of(json) : json.valueStream()).toList();
    }
}
