package dev.tollgate.core.configuration;

import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.usage.OnMissingUsage;
import java.util.EnumSet;
import java.util.Set;

/**
 * An AI subscription policy, also called a business plan. Immutable.
 *
 * @param id its name, such as {@code AIGold}
 * @param offer what people see of it, and who may subscribe
 * @param limits what it grants: at least one limit
 * @param enforcement how the limits are held
 * @param charging what a call counts
 * @param onMissingUsage what is charged for an answer without a usage figure
 * @param defaultCompletionTokens the maximum of completion tokens that a call gets which names none itself
 */
public record Policy(
        String id,
        Offer offer,
        Limits limits,
        Enforcement enforcement,
        Charging charging,
        OnMissingUsage onMissingUsage,
        long defaultCompletionTokens)
        implements ConfigurationObject {
    private static final long LARGEST_DEFAULT_COMPLETION = 4_096;
    private static final long LARGEST_COMPLETION = 10_000_000;
    private static final Set<Dimension> LIMITING_COMPLETION =
            EnumSet.of(Dimension.COMPLETION_TOKEN_COUNT, Dimension.TOTAL_TOKEN_COUNT);

    /** @throws IllegalArgumentException if a figure is out of range, nothing is limited, or cost is and has no price table */
    public Policy {
        ConfigurationObject.requireId(id);
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("a policy limits at least one dimension");
        }
        requirePrices(limits, charging);
        if (defaultCompletionTokens < 1 || defaultCompletionTokens > LARGEST_COMPLETION) {
            throw new IllegalArgumentException("defaultCompletionTokens must be from 1 to " + LARGEST_COMPLETION);
        }
    }

    /** A policy that stops when a quota is reached, with a default maximum that fits its limits. */
    public static Policy of(String id, Quota... quotas) {
        return of(id, Limits.of(quotas));
    }

    /** A policy that stops when a limit is reached, with a default maximum that fits its limits. */
    public static Policy of(String id, Limits limits) {
        return new Policy(
                id,
                Offer.PLAIN,
                limits,
                Enforcement.STRICT,
                Charging.PLAIN,
                OnMissingUsage.CHARGE_RESERVATION,
                fittingDefault(limits));
    }

    /** The same policy, offered otherwise. */
    public Policy with(Offer other) {
        return new Policy(id, other, limits, enforcement, charging, onMissingUsage, defaultCompletionTokens);
    }

    /** The same policy, held otherwise. */
    public Policy with(Enforcement other) {
        return new Policy(id, offer, limits, other, charging, onMissingUsage, defaultCompletionTokens);
    }

    /** The same policy, charged otherwise. */
    public Policy with(Charging other) {
        return new Policy(id, offer, limits, enforcement, other, onMissingUsage, defaultCompletionTokens);
    }

    /** The same policy, with another charge for missing figures. */
    public Policy with(OnMissingUsage other) {
        return new Policy(id, offer, limits, enforcement, charging, other, defaultCompletionTokens);
    }

    @Override
    public Set<Reference> references() {
        return charging.references();
    }

    /** Whether a call must name a maximum of completion tokens, because what is reserved here or of the backend depends on it. */
    public boolean needsMaximum(Backend backend) {
        return reservesCompletion(enforcement, limits)
                || backend.limits().anyMatch(each -> reservesCompletion(backend.enforcement(), each));
    }

    private static boolean reservesCompletion(Enforcement enforcement, Limits limits) {
        return enforcement.accounting() == Accounting.RESERVE
                && enforcement.stopsOnQuotaReach()
                && limits.on(EnumSet.of(Dimension.COMPLETION_TOKEN_COUNT, Dimension.TOTAL_TOKEN_COUNT, Dimension.COST))
                        .findAny()
                        .isPresent();
    }

    static void requirePrices(Limits limits, Charging charging) {
        if (charging.prices().isEmpty()
                && limits.on(EnumSet.of(Dimension.COST)).findAny().isPresent()) {
            throw new IllegalArgumentException("a limit on cost needs a price table: name it in charging.prices");
        }
    }

    /** A quarter of the tightest limit on what a model may write, 4,096 at most: four calls fit beside each other. */
    public static long fittingDefault(Limits limits) {
        var tightest = limits.on(LIMITING_COMPLETION).min().orElse(Long.MAX_VALUE);
        return Math.clamp(tightest / 4, 1, LARGEST_DEFAULT_COMPLETION);
    }
}
