package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.Tariff;
import dev.tollgate.core.usage.TokenWeights;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lowering a call's maximum of completion tokens to what is left. */
class LimiterClampTest extends LimiterFixture {
    private static final Enforcement CLAMP = Enforcement.STRICT.with(OnQuotaReach.CLAMP);
    private static final Quota MINUTE = minute(Dimension.TOTAL_TOKEN_COUNT, 25);

    /** Ten tokens, of which all but one of the completion's can go. */
    private static final Estimate LOWERABLE = new Estimate(4, 6, 1);

    @Test
    void clamp_changesNothing_whileTheCallFits() {
        assertThat(admitted(reserve(LOWERABLE, plan(CLAMP, MINUTE))).estimate()).isEqualTo(LOWERABLE);
    }

    @ParameterizedTest
    @CsvSource({"16, 5", "19, 2", "20, 1"})
    void clamp_lowersTheMaximum_toExactlyWhatIsLeft(long used, long completion) {
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, used));

        var admitted = admitted(reserve(LOWERABLE, plan(CLAMP, MINUTE)));

        assertThat(admitted.estimate()).isEqualTo(new Estimate(4, completion, 1));
        assertThat(admitted.quotas())
                .singleElement()
                .satisfies(quota -> assertThat(quota.remaining()).isZero());
        assertThat(state(MINUTE).committed()).isEqualTo(tokens(2, 4, completion + used));
        admitted.reservation().settle(used(4, 1));
        assertThat(state(MINUTE)).isEqualTo(settled(tokens(2, 4, used + 1)));
    }

    @Test
    void clamp_leavesToCallsInFlight_whatTheyReserved() {
        reserve(plan(CLAMP, MINUTE));
        reserve(plan(CLAMP, MINUTE));

        assertThat(admitted(reserve(LOWERABLE, plan(CLAMP, MINUTE))).estimate().completionTokens())
                .isEqualTo(1);
    }

    @Test
    void clamp_lowersACallThatIsLargerThanTheLimit_withOneWrite() {
        var admitted = admitted(reserve(new Estimate(4, 1_000, 1), plan(CLAMP, MINUTE)));

        assertThat(admitted.estimate().completionTokens()).isEqualTo(21);
        assertThat(store.writes()).hasSize(1);
    }

    @Test
    void clamp_refuses_whenNotEvenTheLeastFits_andReservesNothing() {
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, 21));

        var refused = refused(reserve(LOWERABLE, plan(CLAMP, MINUTE)));

        assertThat(refused.refusal().requested()).isEqualTo(10);
        assertThat(state(MINUTE)).isEqualTo(settled(tokens(1, 0, 21)));
    }

    @Test
    void clamp_refusesACall_thatCannotBeLowered() {
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, 16));

        assertThat(refused(reserve(TEN_TOKENS, plan(CLAMP, MINUTE))).refusal().used())
                .isEqualTo(16);
    }

    /** Three completions of a token each are the least: the maximum is lowered for all of them together. */
    @ParameterizedTest
    @CsvSource({"15, 6", "18, 3"})
    void clamp_lowersSeveralCompletions_notBelowTheirLeast(long used, long completion) {
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, used));

        assertThat(admitted(reserve(new Estimate(4, 30, 3), plan(CLAMP, MINUTE)))
                        .estimate()
                        .completionTokens())
                .isEqualTo(completion);
    }

    @Test
    void clamp_refusesSeveralCompletions_whenThereIsNotATokenForEach() {
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, 19));

        assertThat(refused(reserve(new Estimate(4, 30, 3), plan(CLAMP, MINUTE)))
                        .refusal()
                        .used())
                .isEqualTo(19);
    }

    @Test
    void clamp_lowersToWhatIsLeftOfTheCost() {
        var cost = minute(Dimension.COST, 11);
        var tariff = new Tariff(TokenWeights.EQUAL, Price.of(1_000_000, 2_000_000));

        var admitted = admitted(reserve(LOWERABLE, charged(tariff, cost)));

        assertThat(admitted.estimate().completionTokens()).isEqualTo(3);
        assertThat(state(cost).committed()).isEqualTo(new Amounts(1, 4, 3, 7, 10));
    }

    @Test
    void clamp_lowersByWhatTokensWeigh() {
        var completion = minute(Dimension.COMPLETION_TOKEN_COUNT, 7);
        var tariff = new Tariff(new TokenWeights(1_000, 1_000, 2_000), Price.FREE);

        var admitted = admitted(reserve(LOWERABLE, charged(tariff, completion)));

        assertThat(admitted.estimate().completionTokens()).isEqualTo(3);
        assertThat(state(completion).committed()).isEqualTo(new Amounts(1, 4, 6, 10, 0));
    }

    @Test
    void clamp_lowersToTheWindowAndTheOwner_thatHaveTheLeastLeft() {
        var hour = quota(1, WindowUnit.HOUR, Dimension.COMPLETION_TOKEN_COUNT, 3);
        var ofBackend = minute(Dimension.COMPLETION_TOKEN_COUNT, 10);
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, 16));
        useElsewhere(key(BACKEND, ofBackend), tokens(1, 0, 8));

        var admitted = admitted(reserve(LOWERABLE, plan(CLAMP, MINUTE, hour), backend(CLAMP, ofBackend)));

        assertThat(admitted.estimate().completionTokens()).isEqualTo(2);
        assertThat(state(MINUTE).committed()).isEqualTo(tokens(2, 4, 18));
        assertThat(state(hour).committed()).isEqualTo(tokens(1, 4, 2));
        assertThat(state(key(BACKEND, ofBackend)).committed()).isEqualTo(tokens(2, 4, 10));
    }

    /**
     * Every owner is asked only once those before it admitted: a call may have to be lowered for each of them, though
     * nobody takes anything between.
     */
    @Test
    void clamp_lowersForOneOwnerAfterTheOther() {
        var owners = List.of(
                SUBSCRIPTION,
                Owner.OfResource.route("openai", "POST /v1/chat/completions"),
                Owner.OfResource.model("openai", "gpt-4.1"));
        var hundred = minute(Dimension.COMPLETION_TOKEN_COUNT, 100);
        for (var i = 0; i < owners.size(); i++) {
            useElsewhere(key(owners.get(i), hundred), tokens(1, 0, 90 + i));
        }
        var quotas = owners.stream()
                .map(owner -> new OwnerQuotas(owner, "an owner", Limits.of(hundred), CLAMP, Tariff.PLAIN))
                .toArray(OwnerQuotas[]::new);

        var admitted = admitted(reserve(new Estimate(4, 1_000, 1), quotas));

        assertThat(admitted.estimate().completionTokens()).isEqualTo(8);
    }

    @Test
    void clamp_leavesACallAsItIs_whereSomebodyElseStopsIt() {
        var ofBackend = minute(Dimension.TOTAL_TOKEN_COUNT, 10);
        useElsewhere(key(BACKEND, ofBackend), tokens(1, 0, 5));

        var refused = refused(reserve(LOWERABLE, plan(CLAMP, MINUTE), backend(Enforcement.STRICT, ofBackend)));

        assertThat(refused.refusal().isOfBackend()).isTrue();
        assertThat(state(MINUTE)).isEqualTo(settled(Amounts.NONE));
    }

    @Test
    void clamp_doesNotHelp_whereRequestsAreUsedUp_orTooManyAreInFlight() {
        var one = minute(Dimension.REQUEST_COUNT, 1);
        useElsewhere(key(SUBSCRIPTION, one), Amounts.ONE_REQUEST);
        reserveElsewhere(inFlight(SUBSCRIPTION), Amounts.ONE_REQUEST);

        var ofRequests = refused(reserve(LOWERABLE, plan(CLAMP, one)));
        var ofCallsInFlight = refused(reserve(LOWERABLE, plan(CLAMP, new Limits(List.of(), 1, 0))));

        assertThat(ofRequests.refusal().quota().fieldName()).isEqualTo("requestCount");
        assertThat(ofCallsInFlight.refusal().quota().fieldName()).isEqualTo("concurrentRequests");
    }

    @Test
    void clamp_lowersAgain_whenAnotherCallTakesTheRoomBetween() {
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, 16));
        takeRoomBeforeReserves(1, 2);

        var admitted = admitted(reserve(LOWERABLE, plan(CLAMP, MINUTE)));

        assertThat(admitted.estimate().completionTokens()).isEqualTo(3);
        assertThat(state(MINUTE).committed().totalTokenCount()).isEqualTo(25);
    }

    @Test
    void clamp_givesUp_whenOtherCallsTakeTheRoomAgainAndAgain() {
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, 0));
        takeRoomBeforeReserves(1, Integer.MAX_VALUE);

        refused(reserve(new Estimate(0, 25, 1), plan(CLAMP, MINUTE)));

        var reserves = store.writes().size();
        assertThat(reserves).as("far from using up the window").isBetween(2, 10);
        assertThat(state(MINUTE)).isEqualTo(settled(tokens(1 + reserves, 0, reserves)));
    }

    /** Lets another call use so many tokens right before each of these reserves, which are counted from 1. */
    private void takeRoomBeforeReserves(long taken, int last) {
        var reserves = new AtomicInteger();
        store.before(_ -> {
            var reserve = reserves.incrementAndGet();
            if (reserve <= last) {
                useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, taken));
            }
        });
    }

    private static OwnerQuotas charged(Tariff tariff, Quota... quotas) {
        return new OwnerQuotas(SUBSCRIPTION, "plan AIGold", Limits.of(quotas), CLAMP, tariff);
    }
}
