package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Offer;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.OnMissingUsage;
import dev.tollgate.core.usage.Price;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a call would pass, and why not. */
class ExplainTest {
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    private static final Quota TOKENS = new Quota(MINUTE, Map.of(Dimension.TOTAL_TOKEN_COUNT, 1_000L));
    private static final Owner APP = new Owner.OfSubscription("app");

    private final AdminFixture admin = new AdminFixture("2026-11-20T10:00:30Z");
    private final Counted counted = new Counted(admin.counters);

    @BeforeEach
    void put() {
        admin.configuration.put(Policy.of("gold", TOKENS));
        admin.configuration.put(subscription());
        admin.configuration.put(backend());
    }

    @Test
    void aCallThatFits_isAdmitted_andNothingIsWritten() {
        counted.used(APP, MINUTE, admin.clock.instant(), Counted.tokens(1, 100, 200));
        var writes = admin.counters.writes();

        var answer = admin.ask(call().where("promptTokens", "300").where("completionTokens", "400"))
                .json();

        assertThat(answer.path("verdict").asText()).isEqualTo("ADMITTED");
        assertThat(answer.path("checks").findValuesAsText("name")).containsExactly("status", "validity", "backend");
        var quota = answer.at("/quotas/0");
        assertThat(quota.path("used").asLong()).isEqualTo(300);
        assertThat(quota.path("free").asLong()).isEqualTo(700);
        assertThat(quota.path("needed").asLong()).isEqualTo(700);
        assertThat(quota.path("fits").asBoolean()).isTrue();
        assertThat(admin.counters.writes()).isEqualTo(writes);
    }

    @Test
    void aCallThatDoesNotFit_isToldWhichLimit_andWhenItResets() {
        counted.used(APP, MINUTE, admin.clock.instant(), Counted.tokens(1, 100, 200));

        var answer = admin.ask(call().where("promptTokens", "301").where("completionTokens", "400"))
                .json();

        assertThat(answer.path("verdict").asText()).isEqualTo("REFUSED");
        assertThat(answer.path("detail").asText())
                .isEqualTo(
                        "totalTokenCount of plan gold is limited to 1000 in 1 min: 300 used, 0 reserved by calls in flight,"
                                + " 701 requested. It resets at 2026-11-20T10:01:00Z, in 30 s.");
        assertThat(answer.path("resetsAt").asText()).isEqualTo("2026-11-20T10:01:00Z");
        assertThat(answer.at("/quotas/0/refuses").asBoolean()).isTrue();
    }

    @Test
    void aCallLargerThanALimit_isNotToldToWait() {
        var answer = admin.ask(call().where("promptTokens", "2000")).json();

        assertThat(answer.path("verdict").asText()).isEqualTo("REFUSED");
        assertThat(answer.has("resetsAt")).isFalse();
    }

    @Test
    void countedAfterwards_itIsRefused_onceTheLimitIsReached() {
        admin.configuration.put(Policy.of("gold", TOKENS).with(Enforcement.STRICT.with(Accounting.COUNT_AFTER)));
        counted.used(APP, MINUTE, admin.clock.instant(), Counted.tokens(1, 999, 0));
        var call = call().where("promptTokens", "5000");

        assertThat(verdict(call)).isEqualTo("ADMITTED");

        counted.used(APP, MINUTE, admin.clock.instant(), Counted.tokens(1, 1, 0));
        assertThat(verdict(call)).isEqualTo("REFUSED");
    }

    @Test
    void whereNothingStops_itPasses_andIsToldSo() {
        admin.configuration.put(Policy.of("gold", TOKENS).with(Enforcement.STRICT.with(OnQuotaReach.PASS)));

        var answer = admin.ask(call().where("promptTokens", "5000")).json();

        assertThat(answer.path("verdict").asText()).isEqualTo("ADMITTED");
        assertThat(answer.path("detail").asText())
                .isEqualTo("The call passes, beyond 1 of the limits, which stop nothing.");
    }

    @Test
    void aMaximum_isLoweredToWhatIsLeft() {
        admin.configuration.put(Policy.of("gold", TOKENS).with(Enforcement.STRICT.with(OnQuotaReach.CLAMP)));

        var answer = admin.ask(call().where("promptTokens", "300").where("completionTokens", "5000"))
                .json();

        assertThat(answer.path("verdict").asText()).isEqualTo("ADMITTED");
        assertThat(answer.path("completionTokens").asLong()).isEqualTo(700);
        assertThat(answer.path("lowered").asBoolean()).isTrue();
        assertThat(verdict(call().where("promptTokens", "300")
                        .where("completionTokens", "5000")
                        .where("leastCompletionTokens", "701")))
                .isEqualTo("REFUSED");
    }

    @Test
    void theLimitsOfTheBackend_comeBehindThoseOfThePlan() {
        admin.configuration.put(backend()
                .withModels(Set.of("gpt-5"))
                .withAliases(Map.of("fast", "gpt-5"))
                .with(new BackendLimits.PerResource(
                        Limits.of(TOKENS), Map.of(), Limits.NONE, Map.of("gpt-5", Limits.of(TOKENS)))));
        counted.used(
                Owner.OfResource.model("openai", "gpt-5"), MINUTE, admin.clock.instant(), Counted.tokens(1, 1_000, 0));
        var call = call().where("model", "fast").where("promptTokens", "1").where("completionTokens", "1");

        var answer = admin.ask(call.where("route", "POST /v1/chat/completions")).json();

        assertThat(answer.path("quotas").findValuesAsText("owner"))
                .containsExactly(
                        "plan gold", "backend openai, POST /v1/chat/completions", "backend openai, model gpt-5");
        assertThat(answer.path("quotas").findValuesAsText("refuses")).containsExactly("false", "false", "true");
        assertThat(admin.ask(call).json().path("errors").findValuesAsText("parameter"))
                .containsExactly("route");
    }

    @Test
    void aCallThatMayNotBeMade_isRefused_beforeItComesToLimits() {
        assertThat(refusedFor(subscription().with(Subscription.Status.BLOCKED))).isEqualTo("status");
        assertThat(refusedFor(subscription().with(Validity.ALWAYS.endingBy(Instant.parse("2026-11-20T10:00:30Z")))))
                .isEqualTo("validity");
        assertThat(refusedFor(new Subscription("app", "Application", "gold", Set.of("other"))))
                .isEqualTo("backend");
    }

    @Test
    void aModel_mustBeAllowed_andHaveAPriceWhereCostIsLimited() {
        admin.configuration.put(new PriceTable("list", "EUR", Map.of("gpt-5", Price.of(2_000_000, 4_000_000))));
        admin.configuration.put(backend().withModels(Set.of("gpt-5", "gpt-4")));
        admin.configuration.put(new Policy(
                "gold",
                Offer.PLAIN,
                Limits.of(new Quota(MINUTE, Map.of(Dimension.COST, 1_000L))),
                Enforcement.STRICT,
                Charging.PLAIN.withPrices("list"),
                OnMissingUsage.CHARGE_RESERVATION,
                100));

        var priced = admin.ask(call().where("model", "gpt-5")
                        .where("promptTokens", "10")
                        .where("completionTokens", "5"))
                .json();
        assertThat(priced.at("/quotas/0/needed").asLong()).isEqualTo(40);
        assertThat(failed(admin.ask(call().where("model", "gpt-4")).json())).isEqualTo("price");
        assertThat(failed(admin.ask(call().where("model", "gpt-9")).json())).isEqualTo("model");
    }

    @Test
    void shards_areSummedUp_andTheLargestCallIsTold() {
        var quota = new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 100L));
        admin.configuration.put(Policy.of("gold", new Limits(List.of(quota), 0, 4)));

        var row = admin.ask(call()).json().at("/quotas/0");

        assertThat(row.path("free").asLong()).isEqualTo(100);
        assertThat(row.path("largestCall").asLong()).isEqualTo(25);
    }

    @Test
    void csv_hasARowForEachLimit() {
        assertThat(admin.ask(call().where("promptTokens", "1")
                                .where("completionTokens", "1")
                                .where("format", "csv"))
                        .body())
                .isEqualTo(
                        "owner,window,dimension,limit,used,reserved,free,needed,fits,stops,refuses,largestCall,granted,forgiven,"
                                + "resetsAt\r\n"
                                + "plan gold,1min,totalTokenCount,1000,0,0,1000,2,true,true,false,,,,2026-11-20T10:01:00Z\r\n");
    }

    @Test
    void whatIsMissingOrWrong_isToldAtOnce_andWhatThereIsNot_isNotFound() {
        var answer = admin.ask(Ask.get("/explain")
                .where("subscription", "a b")
                .where("promptTokens", "-1")
                .where("route", "chat"));

        assertThat(answer.json().path("errors").findValuesAsText("parameter"))
                .containsExactlyInAnyOrder("subscription", "backend", "promptTokens", "route");
        assertThat(admin.ask(call().where("subscription", "none")).status()).isEqualTo(404);
        assertThat(admin.ask(call().where("backend", "none")).status()).isEqualTo(404);
    }

    private String refusedFor(Subscription subscription) {
        admin.configuration.put(subscription);
        var answer = admin.ask(call().where("completionTokens", "1")).json();
        assertThat(answer.path("verdict").asText()).isEqualTo("REFUSED");
        assertThat(answer.path("quotas").findValuesAsText("refuses")).containsOnly("false");
        return failed(answer);
    }

    private static String failed(JsonNode answer) {
        return answer.path("checks")
                .valueStream()
                .filter(check -> !check.path("passes").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("name")
                .asText();
    }

    private String verdict(Ask ask) {
        return admin.ask(ask).json().path("verdict").asText();
    }

    private static Ask call() {
        return Ask.get("/explain").where("subscription", "app").where("backend", "openai");
    }

    private static Subscription subscription() {
        return new Subscription("app", "Application", "gold", Set.of("openai"));
    }

    private static Backend backend() {
        return Backend.of("openai", "openai", URI.create("https://api.example.com"), "key");
    }
}
