package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.Tariff;
import dev.tollgate.core.usage.TokenWeights;
import dev.tollgate.core.usage.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that are charged to a plan, to a provider and to parts of it, each by itself. */
class LimiterOwnersTest extends LimiterFixture {
    private static final Owner ROUTE = Owner.OfResource.route("openai", "POST /v1/chat/completions");
    private static final Quota TOKENS = minute(Dimension.TOTAL_TOKEN_COUNT, 1_000);
    private static final Quota ONE_CALL = minute(Dimension.REQUEST_COUNT, 1);

    /** A tenth for what is read from a cache, double for reasoning; 1 for a prompt token, 2 for one of the completion. */
    private static final Tariff WEIGHING =
            new Tariff(new TokenWeights(100, 1_000, 2_000), Price.of(1_000_000, 2_000_000));

    @Test
    void everyOwner_isChargedByItsOwnTariff() {
        var admitted = admitted(reserve(plan(TOKENS), owner(BACKEND, WEIGHING, TOKENS)));
        assertThat(state(TOKENS).committed()).isEqualTo(new Amounts(1, 4, 6, 10, 0));
        assertThat(state(key(BACKEND, TOKENS)).committed()).isEqualTo(new Amounts(1, 4, 12, 16, 16));

        admitted.reservation().settle(new Usage(20, 6, 26, 10, 0, 5, Usage.Source.PROVIDER));

        assertThat(state(TOKENS)).isEqualTo(settled(new Amounts(1, 20, 6, 26, 0)));
        assertThat(state(key(BACKEND, TOKENS))).isEqualTo(settled(new Amounts(1, 11, 11, 22, 32)));
    }

    @Test
    void everyOwner_isChargedAllThatTheCallCouldHaveUsed_byItsOwnTariff_whereNobodyKnows() {
        var admitted = admitted(reserve(plan(TOKENS), owner(BACKEND, WEIGHING, TOKENS)));

        admitted.reservation().settle(Usage.ofReservation(TEN_TOKENS));

        assertThat(state(TOKENS)).isEqualTo(settled(new Amounts(1, 4, 6, 10, 0)));
        assertThat(state(key(BACKEND, TOKENS))).isEqualTo(settled(new Amounts(1, 4, 12, 16, 16)));
    }

    @Test
    void aLimitOnCost_isHeldToTheMicrounit() {
        var cost = minute(Dimension.COST, 32);
        var plan = owner(SUBSCRIPTION, WEIGHING, cost);
        reserve(plan);
        admitted(reserve(plan)).reservation().settle(used(4, 6));

        var refusal = refused(reserve(plan)).refusal();

        assertThat(refusal.used()).isEqualTo(16);
        assertThat(refusal.quota().committed()).isEqualTo(32);
        assertThat(refusal.requested()).isEqualTo(16);
        assertThat(refusal.quota().id()).isEqualTo("cost-1min");
    }

    @Test
    void reserve_givesBack_whenALaterOwnerRefuses() {
        var backend = backend(Enforcement.STRICT, ONE_CALL);
        var plan = plan(Enforcement.STRICT, new Limits(List.of(TOKENS), 5, 0));
        reserve(backend);

        var refused = refused(reserve(plan, backend));

        assertThat(refused.refusal().isOfBackend()).isTrue();
        assertThat(refused.refusal().quota().name()).isEqualTo("backend openai");
        assertThat(state(TOKENS)).isEqualTo(settled(Amounts.NONE));
        assertThat(state(inFlight(SUBSCRIPTION))).isEqualTo(settled(Amounts.NONE));
    }

    @Test
    void reserve_asksALaterOwner_onlyWhenTheEarlierOnesAdmitted() {
        useElsewhere(key(SUBSCRIPTION, ONE_CALL), Amounts.ONE_REQUEST);

        refused(reserve(plan(ONE_CALL), backend(Enforcement.STRICT, TOKENS)));

        assertThat(store.writes()).extracting(write -> write.key().owner()).containsOnly(SUBSCRIPTION);
    }

    @Test
    void reserve_asksNobody_whenALaterOwnerIsKnownToBeUsedUp() {
        var backend = backend(Enforcement.STRICT, ONE_CALL);
        useElsewhere(key(BACKEND, ONE_CALL), Amounts.ONE_REQUEST);
        refused(reserve(backend));
        var before = store.writes();

        var refused = refused(reserve(plan(TOKENS), backend));

        assertThat(refused.refusal().isOfBackend()).isTrue();
        assertThat(store.writes()).isEqualTo(before);
        assertThat(state(TOKENS)).isEqualTo(CounterState.EMPTY);
    }

    @Test
    void aProviderAndItsResources_areCountedApart() {
        var model = Owner.OfResource.model("openai", "gpt-4.1");
        var owners = List.of(BACKEND, ROUTE, model);

        var admitted = admitted(reserve(owners.stream()
                .map(owner -> owner(owner, Tariff.PLAIN, ONE_CALL))
                .toArray(OwnerQuotas[]::new)));

        assertThat(admitted.quotas()).extracting(QuotaState::owner).containsExactlyElementsOf(owners);
        assertThat(admitted.quotas())
                .allSatisfy(quota -> assertThat(quota.remaining()).isZero());
        assertThat(refused(reserve(owner(ROUTE, Tariff.PLAIN, ONE_CALL)))
                        .refusal()
                        .isOfBackend())
                .isTrue();
    }

    private static OwnerQuotas owner(Owner owner, Tariff tariff, Quota... quotas) {
        return new OwnerQuotas(owner, "an owner", Limits.of(quotas), Enforcement.STRICT, tariff);
    }
}
