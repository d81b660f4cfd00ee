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
 * Chat completions.
 *
 * @param maximum the field that the server obeys for certain
 * @param errors how an error is written into a stream
 */
record ChatApi(String maximum, ErrorForm errors) implements GenerationApi {
    private static final String MESSAGES = "messages";

    @Override
    public List<String> metered() {
        return List.of(MESSAGES, "prediction");
    }

    @Override
    public Stream<Optional<Fault>> faults(FieldChecks fields) {
        return Stream.of(fields.array(MESSAGES));
    }

    @Override
    public List<String> obeyed() {
        return List.of(maximum, OpenAiCalls.MAX_TOKENS);
    }

    @Override
    public PromptContent prompt(JsonBody body) {
        var tally = new PromptTally();
        addMessages(body, tally);
        ProviderAdditions.add(body, tally);
        return tally.content();
    }

    /** The messages of a body; embeddings of some servers have them too. */
    static void addMessages(JsonBody body, PromptTally tally) {
        body.get(MESSAGES).forEach(message -> {
            ContentParts.add(MESSAGES, message.path("content"), tally);
            if (message.path("audio").hasNonNull("id")) {
                tally.unseen(MESSAGES, "the audio of an earlier reply by its id");
            }
        });
    }

    @Override
    public long prompts(JsonBody body) {
        return 1;
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
