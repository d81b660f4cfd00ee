package dev.tollgate.upstream.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what is wrong with the body of a call that generates, as far as metering depends on it; everything else is for the
 * provider to judge.
 */
final class GenerateCheck {
    private static final int MOST_CANDIDATES = 128;

    private static final List<ProtoField> METERED = List.of(
            new ProtoField("model"),
            GeminiContent.CONTENTS,
            GeminiContent.SYSTEM_INSTRUCTION,
            GeminiContent.TOOLS,
            GeminiContent.CACHED_CONTENT,
            GeminiContent.CONTINUATION_TOKEN,
            GenerationConfig.CONFIG);
    private static final List<ProtoField> METERED_OF_CONFIG = List.of(
            GenerationConfig.MAX_OUTPUT_TOKENS, GenerationConfig.CANDIDATE_COUNT, GenerationConfig.THINKING_CONFIG);
    private static final List<ProtoField> METERED_OF_THINKING = List.of(GenerationConfig.THINKING_BUDGET);

    private GenerateCheck() {}

    /** The first fault, empty where there is none. */
    static Optional<Fault> fault(IncomingCall call, JsonBody body) {
        var fields = body.fields();
        return Stream.of(
                        spelling(fields, METERED, ""),
                        objects(fields, GenerationConfig.CONFIG, ""),
                        GenerationConfig.CONFIG.in(fields).flatMap(GenerateCheck::config),
                        CalledModel.of(call).fault(body).stream(),
                        GeminiContent.of(body).fault(call.promptEstimation()).stream())
                .flatMap(faults -> faults)
                .findFirst();
    }

    private static Stream<Fault> config(JsonNode config) {
        var path = GenerationConfig.CONFIG.camel() + ".";
        return Stream.of(
                        spelling(config, METERED_OF_CONFIG, path),
                        numbers(config, GenerationConfig.MAX_OUTPUT_TOKENS, path, 1, Integer.MAX_VALUE),
                        numbers(config, GenerationConfig.CANDIDATE_COUNT, path, 1, MOST_CANDIDATES),
                        objects(config, GenerationConfig.THINKING_CONFIG, path),
                        GenerationConfig.THINKING_CONFIG.in(config).flatMap(thinking -> thinking(thinking, path)))
                .flatMap(faults -> faults);
    }

    private static Stream<Fault> thinking(JsonNode thinking, String configPath) {
        var path = configPath + GenerationConfig.THINKING_CONFIG.camel() + ".";
        return Stream.concat(
                spelling(thinking, METERED_OF_THINKING, path),
                numbers(thinking, GenerationConfig.THINKING_BUDGET, path, -1, Integer.MAX_VALUE));
    }

    /** Names that a reader might take less exactly: in another case they could say something else. */
    private static Stream<Fault> spelling(JsonNode object, List<ProtoField> metered, String path) {
        return object.propertyStream()
                .flatMap(property -> metered.stream()
                        .filter(field -> field.isMisspelt(property.getKey()))
                        .map(field -> Fault.ofField(
                                path + property.getKey(),
                                "'%s' must be written '%s'."
                                        .formatted(path + property.getKey(), path + field.camel()))));
    }

    private static Stream<Fault> objects(JsonNode object, ProtoField field, String path) {
        return field.in(object).filter(value -> !value.isObject()).map(_ -> wrong(path + field.camel(), "an object"));
    }

    private static Stream<Fault> numbers(JsonNode object, ProtoField field, String path, int least, int largest) {
        return field.in(object)
                .filter(value -> !value.isInt() || value.asInt() < least || value.asInt() > largest)
                .map(_ -> wrong(path + field.camel(), "a whole number from %d to %d".formatted(least, largest)));
    }

    private static Fault wrong(String field, String expected) {
        return Fault.ofField(field, "'%s' must be %s.".formatted(field, expected));
    }
}
