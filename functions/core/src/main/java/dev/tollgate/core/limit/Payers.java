package dev.tollgate.core.limit;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.Tariff;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is charged for the calls of a subscription to a backend, and at which tariff. Immutable.
 *
 * @param planPrices what models cost under the plan, empty where it counts no cost
 * @param backendPrices what they cost against the backend's limits, empty where it counts no cost
 */
public record Payers(
        Subscription subscription,
        Policy policy,
        Optional<PriceTable> planPrices,
        Backend backend,
        Optional<PriceTable> backendPrices) {
    /**
     * The caller's plan first, then the provider's limits; who limits nothing is left out.
     *
     * @param route a method and a path, such as {@code POST /v1/chat/completions}
     * @param model by the provider's name; empty of a call without one
     */
    public List<OwnerQuotas> of(String route, String model) {
        var plan = new OwnerQuotas(
                new Owner.OfSubscription(subscription.id()),
                "plan " + policy.id(),
                policy.limits(),
                policy.enforcement(),
                tariff(policy.charging(), planPrices, model));
        return Stream.concat(Stream.of(plan), ofBackend(route, model))
                .filter(owner -> !owner.limits().isEmpty())
                .toList();
    }

    /** Whether somebody limits what calls cost. */
    public boolean limitCost() {
        return limitsCost(policy.limits()) || backend.limits().anyMatch(Payers::limitsCost);
    }

    /** Whether somebody limits what such a call costs, and nobody has said what its model does. */
    public boolean lackPrice(String route, String model) {
        return limitCost()
                && of(route, model).stream()
                        .filter(owner -> limitsCost(owner.limits()))
                        .map(owner -> owner.owner() instanceof Owner.OfSubscription ? planPrices : backendPrices)
                        .anyMatch(prices ->
                                prices.flatMap(table -> table.of(model)).isEmpty());
    }

    private static boolean limitsCost(Limits limits) {
        return limits.on(EnumSet.of(Dimension.COST)).findAny().isPresent();
    }

    private Stream<OwnerQuotas> ofBackend(String route, String model) {
        var name = "backend " + backend.id();
        var tariff = tariff(backend.charging(), backendPrices, model);
        return switch (backend.limits()) {
            case BackendLimits.ProviderWide(var limits) ->
                Stream.of(ofBackend(new Owner.OfBackend(backend.id()), name, limits, tariff));
            case BackendLimits.PerResource perResource -> {
                var ofRoute = ofBackend(
                        Owner.OfResource.route(backend.id(), route),
                        name + ", " + route,
                        perResource.ofRoute(route),
                        tariff);
                var ofModel = ofBackend(
                        Owner.OfResource.model(backend.id(), model),
                        name + ", model " + model,
                        perResource.ofModel(model),
                        tariff);
                yield model.isEmpty() ? Stream.of(ofRoute) : Stream.of(ofRoute, ofModel);
            }
        };
    }

    private OwnerQuotas ofBackend(Owner owner, String name, Limits limits, Tariff tariff) {
        return new OwnerQuotas(owner, name, limits, backend.enforcement(), tariff);
    }

    private static Tariff tariff(Charging charging, Optional<PriceTable> prices, String model) {
        return new Tariff(
                charging.weights(), prices.flatMap(table -> table.of(model)).orElse(Price.FREE));
    }
}
