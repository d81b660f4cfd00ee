package dev.tollgate.proxy;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.Tariff;
import dev.tollgate.upstream.ModelCall;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is charged for a call, and at which tariff. */
final class Owners {
    private Owners() {}

    /** The caller's plan first, then the provider's limits; who limits nothing is left out. */
    static List<OwnerQuotas> of(Access.Granted granted, ModelCall call) {
        var policy = granted.policy();
        var plan = new OwnerQuotas(
                new Owner.OfSubscription(granted.subscription().id()),
                "plan " + policy.id(),
                policy.limits(),
                policy.enforcement(),
                tariff(policy.charging(), granted.planPrices(), call));
        var tariff = tariff(granted.backend().charging(), granted.backendPrices(), call);
        return Stream.concat(Stream.of(plan), ofBackend(granted.backend(), call, tariff))
                .filter(owner -> !owner.limits().isEmpty())
                .toList();
    }

    /** Whether somebody limits what calls cost. */
    static boolean limitCost(Access.Granted granted) {
        return limitsCost(granted.policy().limits())
                || granted.backend().limits().anyMatch(Owners::limitsCost);
    }

    private static boolean limitsCost(Limits limits) {
        return limits.on(EnumSet.of(Dimension.COST)).findAny().isPresent();
    }

    /** Whether somebody limits what the call costs, and nobody has said what its model does. */
    static boolean lackPrice(Access.Granted granted, ModelCall call) {
        return limitCost(granted)
                && of(granted, call).stream()
                        .filter(owner -> limitsCost(owner.limits()))
                        .map(owner -> owner.owner() instanceof Owner.OfSubscription
                                ? granted.planPrices()
                                : granted.backendPrices())
                        .anyMatch(prices -> prices.flatMap(
                                        table -> table.of(call.model().sent()))
                                .isEmpty());
    }

    private static Stream<OwnerQuotas> ofBackend(Backend backend, ModelCall call, Tariff tariff) {
        var name = "backend " + backend.id();
        return switch (backend.limits()) {
            case BackendLimits.ProviderWide(var limits) ->
                Stream.of(ofBackend(backend, new Owner.OfBackend(backend.id()), name, limits, tariff));
            case BackendLimits.PerResource perResource -> {
                var route = call.route().toString();
                var model = call.model().sent();
                var ofRoute = ofBackend(
                        backend,
                        Owner.OfResource.route(backend.id(), route),
                        name + ", " + route,
                        perResource.ofRoute(route),
                        tariff);
                var ofModel = ofBackend(
                        backend,
                        Owner.OfResource.model(backend.id(), model),
                        name + ", model " + model,
                        perResource.ofModel(model),
                        tariff);
                yield model.isEmpty() ? Stream.of(ofRoute) : Stream.of(ofRoute, ofModel);
            }
        };
    }

    private static OwnerQuotas ofBackend(Backend backend, Owner owner, String name, Limits limits, Tariff tariff) {
        return new OwnerQuotas(owner, name, limits, backend.enforcement(), tariff);
    }

    private static Tariff tariff(Charging charging, Optional<PriceTable> prices, ModelCall call) {
        return new Tariff(
                charging.weights(),
                prices.flatMap(table -> table.of(call.model().sent())).orElse(Price.FREE));
    }
}
