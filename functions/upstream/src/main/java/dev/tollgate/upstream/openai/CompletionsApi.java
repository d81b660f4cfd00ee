package dev.tollgate.upstream.openai;

import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Completions of one prompt or several, the form before chat. OpenAI writes 16 tokens where no maximum is named, other servers
 * as many as they can: it counts as no maximum.
 *
 * @param errors how an error is written into a stream
 */
record CompletionsApi(ErrorForm errors) implements GenerationApi {
    /** The second is vLLM's; it answers those of both. */
    private static final List<String> PROMPTS = List.of("prompt", "prompt_embeds");

    @Override
    public List<String> metered() {
        return PROMPTS;
    }

    @Override
    public Stream<Optional<Fault>> faults(FieldChecks fields) {
        return PROMPTS.stream().map(name -> PlainTexts.fault(fields.body(), name));
    }

    @Override
    public List<String> obeyed() {
        return List.of(OpenAiCalls.MAX_TOKENS);
    }

    @Override
    public PromptContent prompt(JsonBody body) {
        var tally = new PromptTally();
        PROMPTS.forEach(name -> PlainTexts.add(body, name, tally));
        ProviderAdditions.add(body, tally);
        return tally.content();
    }

    @Override
    public long prompts(JsonBody body) {
        var prompts = PROMPTS.stream()
                .mapToLong(name -> PlainTexts.count(body.get(name)))
                .sum();
        return Math.max(1, prompts);
    }

    @Override
    public boolean reportsUsageOnDemand() {
        return true;
    }

    @Override
    public Metering metering(long completions, boolean usageAsked) {
        return new ChatMetering(completions, usageAsked, errors);
    }
}
