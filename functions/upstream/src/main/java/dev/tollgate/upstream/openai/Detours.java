package dev.tollgate.upstream.openai;

import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.OtherModels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Fields by which a call could leave what is limited and metered. They are refused. */
final class Detours {
    /** They have the answer come by another call: OpenAI's and xAI's. */
    private static final List<String> LATER = List.of("background", "deferred");

    private Detours() {}

    /** What is wrong with those that a body has. */
    static Stream<Optional<Fault>> faults(FieldChecks fields) {
        return Stream.of(
                        OtherModels.faults(fields),
                        fields.spelling(LATER),
                        LATER.stream().map(fields::bool),
                        LATER.stream().map(name -> later(fields, name)))
                .flatMap(faults -> faults);
    }

    private static Optional<Fault> later(FieldChecks fields, String field) {
        return fields.body().get(field).asBoolean()
                ? Optional.of(Fault.ofField(
                        field,
                        "'%s' must be false: an answer that is fetched later cannot be metered.".formatted(field)))
                : Optional.empty();
    }
}
