package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How the figures of a usage object are called. Cached tokens are inside the prompt's, reasoning inside the completion's. A
 * figure that is no number of tokens is missing; an explicit zero is one. Immutable.
 *
 * @param prompt the tokens of the prompt
 * @param completion the tokens of the completion
 */
record UsageFigures(String prompt, String completion) {
    static final UsageFigures CHAT = new UsageFigures("prompt_tokens", "completion_tokens");
    static final UsageFigures RESPONSES = new UsageFigures("input_tokens", "output_tokens");

    /** Two of them can be added. */
    private static final long LARGEST = Usage.MAX_TOKENS / 2;

    private static final String TOTAL = "total_tokens";
    private static final String DETAILS = "_details";

    /** DeepSeek's and Moonshot's names for cached tokens, outside the details. */
    private static final List<String> CACHED = List.of("prompt_cache_hit_tokens", "cached_tokens");

    /** Empty where there is no figure for the prompt, or neither one for the completion nor for the total. */
    Optional<Usage> read(JsonNode usage) {
        var inPrompt = figure(usage, prompt);
        var total = figure(usage, TOTAL);
        var inCompletion = figure(usage, completion);
        if (inPrompt.isEmpty() || (inCompletion.isEmpty() && total.isEmpty())) {
            return Optional.empty();
        }
        var written = inCompletion.orElseGet(() -> total.getAsLong() - inPrompt.getAsLong());
        return written < 0 ? Optional.empty() : Optional.of(of(usage, inPrompt.getAsLong(), written, total.orElse(0)));
    }

    /** Nothing is written; some servers name the total alone. */
    static Optional<Usage> readEmbeddings(JsonNode usage) {
        var inPrompt = Stream.of(CHAT.prompt, TOTAL)
                .map(name -> figure(usage, name))
                .flatMapToLong(OptionalLong::stream)
                .findFirst();
        return inPrompt.isPresent()
                ? Optional.of(new Usage(
                        inPrompt.getAsLong(), 0, figure(usage, TOTAL).orElse(0), 0, 0, 0, Usage.Source.PROVIDER))
                : Optional.empty();
    }

    /** Of two models that worked on one call. */
    static Usage sum(Usage one, Usage other) {
        return new Usage(
                one.prompt() + other.prompt(),
                one.completion() + other.completion(),
                one.total() + other.total(),
                one.cacheRead() + other.cacheRead(),
                one.cacheWrite() + other.cacheWrite(),
                one.reasoning() + other.reasoning(),
                Usage.Source.PROVIDER);
    }

    private Usage of(JsonNode usage, long inPrompt, long written, long total) {
        var promptDetails = usage.path(prompt + DETAILS);
        var reasoning =
                figure(usage.path(completion + DETAILS), "reasoning_tokens").orElse(0);
        // xAI counts reasoning beside the completion, and tells it by the total.
        var isBeside = reasoning > 0 && total == inPrompt + written + reasoning;
        var inCompletion = isBeside ? written + reasoning : written;
        var cacheRead = within(inPrompt, cached(usage, promptDetails));
        return new Usage(
                inPrompt,
                inCompletion,
                total,
                cacheRead,
                within(
                        inPrompt - cacheRead,
                        figure(promptDetails, "cache_write_tokens").orElse(0)),
                within(inCompletion, reasoning),
                Usage.Source.PROVIDER);
    }

    private static long cached(JsonNode usage, JsonNode details) {
        return Stream.concat(
                        Stream.of(figure(details, "cached_tokens")),
                        CACHED.stream().map(name -> figure(usage, name)))
                .flatMapToLong(OptionalLong::stream)
                .findFirst()
                .orElse(0);
    }

    /** A part that is larger than its whole is no figure. */
    private static long within(long whole, long part) {
        return part <= whole ? part : 0;
    }

    private static OptionalLong figure(JsonNode object, String name) {
        var value = object.path(name);
        return value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0 && value.asLong() <= LARGEST
                ? OptionalLong.of(value.asLong())
                : OptionalLong.empty();
    }
}
