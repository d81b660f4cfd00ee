package dev.tollgate.core.configuration;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An AI subscription policy, also called a business plan. Immutable.
 *
 * @param id its name, such as {@code AIGold}
 * @param quotas what it grants: at least one, each with another window length
 * @param stopOnQuotaReach whether a call over a limit is refused; otherwise it is only counted
 * @param defaultCompletionTokens the maximum of completion tokens that a call gets which names none itself
 */
public record Policy(String id, List<Quota> quotas, boolean stopOnQuotaReach, long defaultCompletionTokens)
        implements ConfigurationObject {
    private static final long LARGEST_DEFAULT_COMPLETION = 4_096;
    private static final long LARGEST_COMPLETION = 10_000_000;

    /** @throws IllegalArgumentException if a figure is out of range, or the quotas are none or share a window length */
    public Policy {
        ConfigurationObject.requireId(id);
        quotas = List.copyOf(quotas);
        if (quotas.isEmpty()) {
            throw new IllegalArgumentException("a policy limits at least one dimension");
        }
        Quota.requireDistinctWindows(quotas);
        if (defaultCompletionTokens < 1 || defaultCompletionTokens > LARGEST_COMPLETION) {
            throw new IllegalArgumentException("defaultCompletionTokens must be from 1 to " + LARGEST_COMPLETION);
        }
    }

    /** A policy that stops when a quota is reached, with a default maximum that fits its limits. */
    public static Policy of(String id, Quota... quotas) {
        return new Policy(id, List.of(quotas), true, fittingDefault(List.of(quotas)));
    }

    /** The same policy, counting calls over a limit instead of refusing them. */
    public Policy countingOnly() {
        return new Policy(id, quotas, false, defaultCompletionTokens);
    }

    /** Whether any of these quotas limits how much a model may write. */
    public static boolean limitsCompletion(List<Quota> quotas) {
        return completionLimits(quotas).findAny().isPresent();
    }

    /** A quarter of the tightest limit on what a model may write, 4,096 at most: four calls fit beside each other. */
    private static long fittingDefault(List<Quota> quotas) {
        var tightest = completionLimits(quotas).min().orElse(Long.MAX_VALUE);
        return Math.clamp(tightest / 4, 1, LARGEST_DEFAULT_COMPLETION);
    }

    private static LongStream completionLimits(List<Quota> quotas) {
        return quotas.stream()
                .flatMapToLong(quota -> LongStream.concat(
                        quota.limit(Dimension.COMPLETION_TOKEN_COUNT).stream(),
                        quota.limit(Dimension.TOTAL_TOKEN_COUNT).stream()));
    }
}
