package dev.tollgate.upstream.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Map;

/** Says what is wrong with a body in words that quote nothing of it: it may hold a prompt. */
final class JsonFaults {
    /** How Jackson's messages about a limit begin, and what its caller is told. */
    private static final Map<String, String> LIMITS = Map.of(
            "Document nesting depth", "it is nested deeper than %d levels".formatted(JsonBody.MAX_DEPTH),
            "String value length", "a text has more than %d characters".formatted(JsonBody.MAX_STRING_LENGTH),
            "Name length", "a name has more than %d bytes".formatted(JsonBody.MAX_NAME_LENGTH),
            "Number value length", "a number has more than %d digits".formatted(JsonBody.MAX_NUMBER_LENGTH),
            "Token count", "it has more than %d parts".formatted(JsonBody.MAX_TOKENS));

    private static final String DUPLICATE = "Duplicate field";

    private JsonFaults() {}

    /** One sentence for the caller. */
    static String describe(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "The body is too large: %s.".formatted(limit(e.getOriginalMessage()));
        }
        var location = e.getLocation();
        var where = location == null
                ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
        return "The body is not valid JSON%s%s.".formatted(where, what(e));
    }

    private static String limit(String message) {
        return LIMITS.entrySet().stream()
                .filter(limit -> message.startsWith(limit.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("it exceeds a limit");
    }

    private static String what(JsonProcessingException e) {
        if (e instanceof MismatchedInputException) {
            return ": something stands behind the object";
        }
        return e.getOriginalMessage().startsWith(DUPLICATE) ? ": a name stands there twice in one object" : "";
    }
}
