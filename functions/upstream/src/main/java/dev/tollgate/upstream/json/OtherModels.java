package dev.tollgate.upstream.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fields by which another model could answer than the one that is limited and has a price. They are refused in every dialect:
 * OpenRouter and LiteLLM, which read them, speak several.
 */
public final class OtherModels {
    private static final List<String> FIELDS = List.of("models", "fallbacks", "preset", "route");
    private static final String TOOLS = "tools";

    private OtherModels() {}

    /** What is wrong with those that a body has. */
    public static Stream<Optional<Fault>> faults(FieldChecks fields) {
        return Stream.of(
                        fields.spelling(FIELDS),
                        FIELDS.stream().map(name -> detour(fields.body(), name)),
                        Stream.of(advisor(fields.body())))
                .flatMap(faults -> faults);
    }

    private static Optional<Fault> detour(JsonBody body, String field) {
        return body.get(field).isMissingNode()
                ? Optional.empty()
                : Optional.of(Fault.ofField(
                        field,
                        "'%s' could have another model answer than the one called, which cannot be limited: leave it out."
                                .formatted(field)));
    }

    /** Claude's tool that asks a second model, by whichever way the call comes to Claude. */
    private static Optional<Fault> advisor(JsonBody body) {
        return body.get(TOOLS).valueStream().anyMatch(OtherModels::isAdvisor)
                ? Optional.of(Fault.ofField(
                        TOOLS,
                        "An advisor is another model, and its tokens cannot be metered with those of this call."))
                : Optional.empty();
    }

    private static boolean isAdvisor(JsonNode tool) {
        return tool.path("type").asText().startsWith("advisor");
    }
}
