package dev.tollgate.upstream.openai;

import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What differs between the paths on which a model writes something. Implementations are thread safe. */
interface GenerationApi {
    /** The names of its own fields that metering reads. */
    List<String> metered();

    /** What can be wrong with these fields. */
    Stream<Optional<Fault>> faults(FieldChecks fields);

    /** The maxima that its server obeys for certain; the first is put in where a body has none of them. */
    List<String> obeyed();

    /** What the prompt is made of. */
    PromptContent prompt(JsonBody body);

    /** How many prompts the body has: each gets its own completions. */
    long prompts(JsonBody body);

    /** Whether its streams report usage only where their options ask for it. */
    boolean reportsUsageOnDemand();

    /**
     * Finds out what a call cost.
     *
     * @param completions how many completions its stream may have
     * @param usageAsked whether the caller asked for usage figures in the stream
     */
    Metering metering(long completions, boolean usageAsked);
}
