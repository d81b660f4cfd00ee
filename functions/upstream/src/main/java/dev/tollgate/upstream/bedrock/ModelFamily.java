package dev.tollgate.upstream.bedrock;

import dev.tollgate.upstream.ModelName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Models whose bodies for InvokeModel are alike. Immutable.
 *
 * @param names their names, as a pattern
 * @param maxima where they have their maximum: all of these are obeyed, and the first one is the usual; none where they write
 *     nothing
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html">the bodies of all models</a>
 */
record ModelFamily(Pattern names, List<FieldPath> maxima) {
    /** Before the name of an inference profile: where it may run. */
    private static final String GEOGRAPHY = "(?:[a-z]{2,6}(?:-gov)?\\.)?";

    /** Models for pictures and speech are of none: their maximum is not one of tokens. */
    static final List<ModelFamily> ALL = List.of(
            family("amazon\\.titan-embed-.*|amazon\\.nova-.*embeddings.*|[a-z0-9]+\\.(?:marengo-)?embed-.*"),
            family("[a-z0-9]+\\.rerank-.*"),
            family("anthropic\\.claude-.*", "max_tokens"),
            family(
                    "amazon\\.nova-(?!canvas|reel|sonic).*",
                    "inferenceConfig.maxTokens",
                    "inferenceConfig.max_new_tokens"),
            family("amazon\\.titan-text-.*", "textGenerationConfig.maxTokenCount"),
            family("meta\\.llama.*", "max_gen_len"),
            family("openai\\.gpt-oss-.*", "max_completion_tokens"),
            family("ai21\\.j2-.*", "maxTokens"),
            family("twelvelabs\\.pegasus-.*", "maxOutputTokens"),
            family("(?:ai21\\.jamba|cohere\\.command|google\\.gemma)-.*", "max_tokens"),
            family("(?:deepseek|minimax|mistral|moonshot|moonshotai|nvidia|qwen|writer|zai)\\..*", "max_tokens"));

    /** Copies the list. */
    ModelFamily {
        maxima = List.copyOf(maxima);
    }

    private static ModelFamily family(String names, String... maxima) {
        return new ModelFamily(
                Pattern.compile(GEOGRAPHY + "(?:" + names + ")"),
                Arrays.stream(maxima).map(FieldPath::of).toList());
    }

    /**
     * The family that a model is of, empty where its name does not tell. An ARN that says nothing, such as that of an imported
     * model, is taken for what its alias says.
     */
    static Optional<ModelFamily> of(ModelName model) {
        return Stream.of(model.sent(), model.called())
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .flatMap(name ->
                        ALL.stream().filter(family -> family.names.matcher(name).matches()))
                .findFirst();
    }

    /** Whether its models have no completion. */
    boolean writesNothing() {
        return maxima.isEmpty();
    }
}
