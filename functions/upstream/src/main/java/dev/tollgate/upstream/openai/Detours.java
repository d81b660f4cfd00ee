package dev.tollgate.upstream.openai;

import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.json.FieldChecks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Fields by which a call could leave what is limited and metered. They are refused. */
final class Detours {
    /** They let another model answer than the one that is limited and has a price: OpenRouter and LiteLLM have them. */
    private static final List<String> OTHER_MODELS = List.of("models", "fallbacks", "preset", "route");

    /** They have the answer come by another call: OpenAI's and xAI's. */
    private static final List<String> LATER = List.of("background", "deferred");

    private Detours() {}

    /** What is wrong with those that a body has. */
    static Stream<Optional<Fault>> faults(FieldChecks fields) {
        return Stream.of(
                        fields.spelling(OTHER_MODELS),
                        fields.spelling(LATER),
                        OTHER_MODELS.stream().map(name -> otherModel(fields, name)),
                        LATER.stream().map(fields::bool),
                        LATER.stream().map(name -> later(fields, name)))
                .flatMap(faults -> faults);
    }

    private static Optional<Fault> otherModel(FieldChecks fields, String field) {
        return fields.body().get(field).isMissingNode()
                ? Optional.empty()
                : Optional.of(Fault.ofField(
                        field,
                        "'%s' could have another model answer than the one called, which cannot be limited: leave it out."
                                .formatted(field)));
    }

    private static Optional<Fault> later(FieldChecks fields, String field) {
        return fields.body().get(field).asBoolean()
                ? Optional.of(Fault.ofField(
                        field,
                        "'%s' must be false: an answer that is fetched later cannot be metered.".formatted(field)))
                : Optional.empty();
    }
}
