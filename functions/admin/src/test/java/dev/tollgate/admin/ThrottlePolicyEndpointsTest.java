package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.wso2.PolicyWriter;
import dev.tollgate.admin.wso2.ThrottlePolicy;
import dev.tollgate.admin.wso2.ThrottlePolicyEndpoints;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.testkit.InMemoryConfiguration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** WSO2's path over a configuration in memory. */
class ThrottlePolicyEndpointsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Quota MINUTE = new Quota(
            new WindowLength(1, WindowUnit.MINUTE),
            Map.of(Dimension.REQUEST_COUNT, 500L, Dimension.TOTAL_TOKEN_COUNT, 50_000L));
    private static final String GOLD = """
            {"policyName": "AIGold", "displayName": "Gold", "defaultLimit": {"type": "AIAPIQUOTALIMIT",
             "aiApiQuota": {"timeUnit": "min", "unitTime": 1, "requestCount": 500, "totalTokenCount": 50000}}}""";

    private final InMemoryConfiguration configuration = new InMemoryConfiguration();
    private final PolicyWriter writer = ThrottlePolicyClient.writer(configuration, NOW);
    private final ThrottlePolicyClient client =
            new ThrottlePolicyClient(new ThrottlePolicyEndpoints(configuration, writer));

    @Test
    void aNewPolicy_isStored_andFoundByItsNameAndItsId() {
        var created = client.create(GOLD);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("location")).isEqualTo("subscription/" + ThrottlePolicy.idOf("AIGold"));
        assertThat(created.header("etag")).startsWith("\"1-");
        assertThat(client.read("AIGold").json()).isEqualTo(created.json());
        assertThat(client.read(ThrottlePolicy.idOf("AIGold")).json()).isEqualTo(created.json());
        assertThat(client.read(ThrottlePolicy.idOf("AISilver")).status()).isEqualTo(404);
    }

    @Test
    void aPolicyThatIsThere_isNotMadeAgain() {
        client.create(GOLD);

        var again = client.create(GOLD);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("code").asInt()).isEqualTo(409);
        assertThat(again.json().path("message").asText()).isEqualTo("Resource Already Exists");
    }

    @Test
    void theList_hasPoliciesOfEverySort() {
        var month = new Quota(new WindowLength(1, WindowUnit.MONTH), Map.of(Dimension.REQUEST_COUNT, 1L));
        configuration.put(Samples.policy());
        configuration.put(Policy.of("calls", new Limits(List.of(), 5, 0)));
        configuration.put(Policy.of("months", month, MINUTE));
        configuration.spoil(Policy.class, "spoilt");
        client.create(GOLD);

        var list = client.list(Map.of(), Map.of()).json();

        assertThat(list.path("count").asInt()).isEqualTo(4);
        assertThat(list.path("list").findValuesAsText("policyName"))
                .containsExactly("AIGold", "calls", "months", "sample");
        assertThat(list.at("/list/2/defaultLimit/aiApiQuota/totalTokenCount").asInt())
                .isEqualTo(50_000);
        assertThat(list.at("/list/1").has("defaultLimit")).isFalse();
    }

    @Test
    void theList_isShownInParts_toWhomAsksForThem() {
        for (var number = 100; number < 350; number++) {
            configuration.put(Policy.of("p" + number, MINUTE));
        }

        assertThat(client.list(Map.of(), Map.of()).json().path("list")).hasSize(250);
        assertThat(client.list(Map.of(), Map.of("limit", List.of("1000"), "offset", List.of("0")))
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(250);
        assertThat(client.list(Map.of(), Map.of("limit", List.of("2"), "offset", List.of("199")))
                        .json()
                        .path("list")
                        .findValuesAsText("policyName"))
                .containsExactly("p299", "p300");
        assertThat(client.list(Map.of(), Map.of("limit", List.of("0"), "x", List.of("1")))
                        .json()
                        .path("error"))
                .hasSize(2);
    }

    @Test
    void whatWso2HasNoWordsFor_isKeptByAReplacement() {
        var enforcement = Enforcement.STRICT.with(Enforcement.OnQuotaReach.PASS);
        configuration.put(Policy.of("AIGold", MINUTE).with(enforcement));

        var replaced = client.replace(ThrottlePolicy.idOf("AIGold"), GOLD);

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.header("etag")).startsWith("\"2-");
        var stored = configuration.find(Policy.class, "AIGold").orElseThrow();
        assertThat(stored.enforcement()).isEqualTo(Enforcement.STRICT);
        assertThat(stored.offer().displayName()).isEqualTo("Gold");
    }

    @Test
    void aReplacementThatWouldLoseSomething_isRefused() {
        configuration.put(Samples.policy());

        var refused = client.replace(Samples.ID, GOLD.replace("AIGold", Samples.ID));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("description").asText())
                .contains(
                        "limits.quotas (1 day (Europe/Berlin))",
                        "limits.concurrentRequests",
                        "charging.weights",
                        "charging.prices",
                        "/policies/sample");
        assertThat(configuration.find(Policy.class, Samples.ID)).contains(Samples.policy());
    }

    @Test
    void aVersionThatIsNamed_mustBeTheOneStored() {
        client.create(GOLD);

        assertThat(client.send("PUT", "AIGold", GOLD, Map.of("If-Match", "\"7\""))
                        .status())
                .isEqualTo(412);
        assertThat(client.send("DELETE", "AIGold", "", Map.of("If-Match", "\"7\""))
                        .status())
                .isEqualTo(412);
        var first = client.read("AIGold").header("etag");
        var second = client.send("PUT", "AIGold", GOLD, Map.of("If-Match", first));
        assertThat(second.status()).isEqualTo(200);
        assertThat(client.send("DELETE", "AIGold", "", Map.of("If-Match", second.header("etag")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoNamesNoVersion_writesOverWhatOthersWriteMeanwhile_unlessTheyNeverStop() {
        client.create(GOLD);
        var others = new AtomicInteger();
        var contended = new ThrottlePolicyEndpoints(configuration, change -> {
            if (others.getAndIncrement() < 2) {
                configuration.put(Policy.of("AIGold", MINUTE));
            }
            return writer.commit(change);
        });

        var replaced = new ThrottlePolicyClient(contended).replace("AIGold", GOLD);

        assertThat(replaced.header("etag")).startsWith("\"4-");
        assertThat(others).hasValue(3);
        var hopeless = new ThrottlePolicyEndpoints(configuration, _ -> new Committed.Conflict<>());
        assertThat(new ThrottlePolicyClient(hopeless).delete("AIGold").status()).isEqualTo(409);
    }

    @Test
    void aPolicyInUse_isNotDeleted_andItsUsersAreNamed() {
        client.create(GOLD);
        configuration.put(new Subscription("shop", "Shop", "AIGold", Set.of()));

        var refused = client.delete(ThrottlePolicy.idOf("AIGold"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("description").asText()).endsWith("already has subscriptions: shop");
    }

    @Test
    void aPolicyThatIsDeleted_isGone() {
        client.create(GOLD);

        assertThat(client.delete(ThrottlePolicy.idOf("AIGold")).body()).isEmpty();
        assertThat(client.read("AIGold").status()).isEqualTo(404);
        assertThat(client.replace("AIGold", GOLD).status()).isEqualTo(404);
        assertThat(client.delete("AIGold").json().path("code").asInt()).isEqualTo(404);
    }
}
