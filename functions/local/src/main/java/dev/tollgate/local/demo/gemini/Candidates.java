package dev.tollgate.local.demo.gemini;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Completion;
import dev.tollgate.local.demo.serving.Part;
import dev.tollgate.local.demo.serving.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as candidates: one document, or one for each token, which brings it for all candidates.
 *
 * @param answer what is written down
 * @see <a href="https://ai.google.dev/api/generate-content">the API reference</a>
 */
record Candidates(Answer answer) {
    ObjectNode whole() {
        return document(completion().text(), true, completion().totalTokens());
    }

    /** Thoughts are not shown: they come to light with the first token. */
    List<Part> chunks() {
        var texts = completion().tokens().isEmpty() ? List.of("") : completion().tokens();
        var chunks = new ArrayList<Part>();
        var sent = 0;
        for (var index = 0; index < texts.size(); index++) {
            var last = index == texts.size() - 1;
            var tokens = last
                    ? Math.toIntExact(completion().totalTokens()) - sent
                    : (1 + (index == 0 ? completion().thoughts().size() : 0))
                            * completion().choices();
            sent += tokens;
            chunks.add(new Part("", document(texts.get(index), last, sent), tokens));
        }
        return chunks;
    }

    private ObjectNode document(String text, boolean last, long tokensSoFar) {
        var document = instance.objectNode();
        var candidates = document.putArray("candidates");
        for (var index = 0; index < completion().choices(); index++) {
            var candidate = candidates.addObject();
            var content = candidate.putObject("content");
            if (!text.isEmpty()) {
                content.putArray("parts").addObject().put("text", text);
            }
            content.put("role", "model");
            if (last) {
                candidate.put("finishReason", completion().cut() ? "MAX_TOKENS" : "STOP");
            }
            candidate.put("index", index);
        }
        if (answer.usageReported()) {
            document.set("usageMetadata", usage(answer.usage().after(tokensSoFar)));
        }
        return document.put("modelVersion", answer.ask().model()).put("responseId", answer.id(""));
    }

    /** By Google's rule: tokens from a cache are in the prompt, thoughts beside the candidates, and a zero is left out. */
    private static ObjectNode usage(Usage usage) {
        var json = instance.objectNode();
        putUnlessZero(json, "promptTokenCount", usage.prompt());
        putUnlessZero(json, "cachedContentTokenCount", usage.cacheRead());
        putUnlessZero(json, "candidatesTokenCount", usage.said());
        putUnlessZero(json, "thoughtsTokenCount", usage.reasoning());
        putUnlessZero(json, "totalTokenCount", usage.total());
        return json;
    }

    private static void putUnlessZero(ObjectNode json, String field, long count) {
        if (count > 0) {
            json.put(field, count);
        }
    }

    private Completion completion() {
        return answer.completion();
    }
}
