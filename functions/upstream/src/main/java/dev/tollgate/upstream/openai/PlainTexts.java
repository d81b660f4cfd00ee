package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.json.JsonBody;
import java.util.Optional;

/**
 * A field that holds a text, an array of texts, an array of token ids, or an array of those arrays. A token id has at least
 * one byte in the body.
 */
final class PlainTexts {
    private PlainTexts() {}

    /** The fault of a field that is neither a text nor an array. */
    static Optional<Fault> fault(JsonBody body, String field) {
        var value = body.get(field);
        return value.isMissingNode() || value.isTextual() || value.isArray()
                ? Optional.empty()
                : Optional.of(Fault.ofField(field, "'%s' must be a text or an array.".formatted(field)));
    }

    /** How many texts it holds: token ids that stand by themselves are one. */
    static long count(JsonNode value) {
        if (value.isMissingNode()) {
            return 0;
        }
        var isOne = value.isTextual() || value.valueStream().allMatch(JsonNode::isNumber);
        return isOne ? 1 : value.size();
    }

    /** Adds what it holds to a prompt. Some servers take objects too, with an image or with parts of a chat. */
    static void add(JsonBody body, String field, PromptTally tally) {
        body.get(field).forEach(element -> add(field, element, tally));
    }

    private static void add(String field, JsonNode element, PromptTally tally) {
        if (element.isNumber()) {
            tally.tokenIds(1);
        } else if (element.isArray() && element.valueStream().allMatch(JsonNode::isNumber)) {
            tally.tokenIds(element.size());
        } else if (!element.isTextual()) {
            tally.unseen(field, "an element that is neither a text nor token ids");
        }
    }
}
