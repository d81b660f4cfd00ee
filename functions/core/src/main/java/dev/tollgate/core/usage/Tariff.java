package dev.tollgate.core.usage;

import dev.tollgate.core.quota.Amounts;

/**
 * What a call counts for one owner: its tokens by weight, its cost by price. Immutable.
 *
 * @param weights what tokens of a class count
 * @param price what the called model costs
 */
public record Tariff(TokenWeights weights, Price price) {
    /** Every token counts one, and nothing costs. */
    public static final Tariff PLAIN = new Tariff(TokenWeights.EQUAL, Price.FREE);

    /** One request, and what it used. */
    public Amounts of(Usage usage) {
        var prompt = weights.prompt(usage);
        var completion = weights.completion(usage);
        return new Amounts(1, prompt, completion, prompt + completion + usage.unclassified(), price.cost(usage));
    }

    /**
     * One request, and the most it can come to. A usage counts no more in any dimension if its prompt is within the estimate,
     * its completion too, with the tokens that are of neither, and the tokens of a class are among those it is a class of.
     */
    public Amounts most(Estimate estimate) {
        var prompt = weights.mostOfPrompt(estimate.promptTokens());
        var completion = weights.mostOfCompletion(estimate.completionTokens());
        return new Amounts(
                1,
                prompt,
                completion,
                prompt + completion,
                price.most(estimate.promptTokens(), estimate.completionTokens()));
    }
}
