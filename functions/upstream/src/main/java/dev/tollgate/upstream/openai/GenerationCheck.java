package dev.tollgate.upstream.openai;

import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what is wrong with a body for which a model is to write something, as far as metering depends on it; everything else
 * is for the provider to judge.
 */
final class GenerationCheck {
    private static final int MOST_COMPLETIONS = 128;

    private static final List<String> METERED = Stream.of(
                    List.of(GenerationRequest.STREAM, GenerationRequest.STREAM_OPTIONS),
                    GenerationRequest.MAXIMA,
                    GenerationRequest.REPETITIONS,
                    List.of(ProviderAdditions.TOOLS))
            .flatMap(List::stream)
            .toList();

    private GenerationCheck() {}

    /** The first fault, empty where there is none. */
    static Optional<Fault> fault(IncomingCall call, JsonBody body, ModelPlace model, GenerationApi api) {
        var fields = new FieldChecks(body);
        return Stream.of(
                        model.faults(fields),
                        Stream.of(
                                fields.bool(GenerationRequest.STREAM),
                                fields.object(GenerationRequest.STREAM_OPTIONS),
                                fields.array(ProviderAdditions.TOOLS)),
                        api.faults(fields),
                        GenerationRequest.MAXIMA.stream().map(name -> fields.wholeNumber(name, Integer.MAX_VALUE)),
                        GenerationRequest.REPETITIONS.stream().map(name -> fields.wholeNumber(name, MOST_COMPLETIONS)),
                        fields.spelling(METERED),
                        fields.spelling(api.metered()),
                        fields.spelling(ProviderAdditions.fields()),
                        Detours.faults(fields),
                        Stream.of(Spelling.fault(body), api.prompt(body).fault(call.promptEstimation())))
                .flatMap(faults -> faults)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
