package dev.tollgate.admin.wso2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.form.Mutation;
import dev.tollgate.admin.form.Schemas;
import dev.tollgate.core.configuration.Permissions;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.testkit.model.Seeds;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies and WSO2's documents mean each other. */
class ThrottlePolicyTest {
    private static final int COUNT = 500;
    private static final int DOCUMENTS = 2_000;
    private static final Schemas SCHEMAS = new Schemas();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DIMENSIONS =
            List.of("requestCount", "totalTokenCount", "promptTokenCount", "completionTokenCount");

    static LongStream seeds() {
        return Seeds.upTo(3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsShown_isReadAsTheSame(long seed) {
        var policies = new RandomPolicies(new Random(seed));
        for (var count = 0; count < COUNT; count++) {
            var policy = policies.sayable();

            var read = new ThrottlePolicyReader(Optional.of(policy)).read(shown(policy));

            assertThat(read.faults()).as("seed %d: %s", seed, policy).isEmpty();
            assertThat(read.object()).as("seed %d", seed).contains(policy);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsShownOfAPolicyOfThisPath_makesTheSameAnew(long seed) {
        var policies = new RandomPolicies(new Random(seed));
        for (var count = 0; count < COUNT; count++) {
            var policy = made(policies.document());

            assertThat(made(shown(policy))).as("seed %d", seed).isEqualTo(policy);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsSent_isShownAsItIsMeant(long seed) {
        var policies = new RandomPolicies(new Random(seed));
        for (var count = 0; count < COUNT; count++) {
            var document = policies.document();

            assertThat(shown(made(document))).as("seed %d: %s", seed, document).isEqualTo(normal(document));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatCannotBeSaid_isNamed_andNothingElseIsLost(long seed) {
        var policies = new RandomPolicies(new Random(seed));
        var named = new TreeSet<String>();
        for (var count = 0; count < COUNT; count++) {
            var policy = policies.any();
            var unsayable = Unsayable.in(policy);

            var read = new ThrottlePolicyReader(Optional.of(policy)).read(shown(policy));

            assertThat(read.object().equals(Optional.of(policy)))
                    .as("seed %d: %s, of which %s", seed, policy, unsayable)
                    .isEqualTo(unsayable.isEmpty());
            unsayable.forEach(field -> named.add(field.replaceFirst(" .*", "")));
        }
        assertThat(named)
                .containsExactly(
                        "charging.prices",
                        "charging.weights",
                        "enforcement.clampOnQuotaReach",
                        "limits.concurrentRequests",
                        "limits.quotas",
                        "permissions");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsSent_isRefusedWithReasons_orMeansWhatItIsShownAs(long seed) {
        var random = new Random(seed);
        var policies = new RandomPolicies(random);
        var mutation = new Mutation(random);
        var accepted = 0;
        for (var count = 0; count < DOCUMENTS; count++) {
            var document = policies.document();
            for (var times = random.nextInt(4); times >= 0; times--) {
                mutation.apply(document);
            }
            var what = "seed %d: %.2000s".formatted(seed, document);

            var read = new ThrottlePolicyReader(Optional.empty()).read(document);

            assertThat(read.faults().isEmpty()).as(what).isEqualTo(read.object().isPresent());
            if (read.object().isPresent()) {
                accepted++;
                var shown = shown(read.object().get());
                assertThat(made(shown)).as(what).isEqualTo(read.object().get());
                SCHEMAS.check("ThrottlePolicy", shown);
                SCHEMAS.check("ThrottlePolicyWrite", withoutNulls(document));
            }
        }
        assertThat(accepted).as("that some are accepted, and not all").isBetween(DOCUMENTS / 50, DOCUMENTS * 3 / 4);
    }

    /** The figures of WSO2's own test of AI plans: 300 tokens a minute among limits that are out of reach. */
    @Test
    void wso2sPolicyOfThreeHundredTokens_countsAsTheirsDoes() throws Exception {
        var policy = made(JSON.readTree("""
                {"policyName": "AI300", "displayName": "AI300", "description": "300 tokens", "type": "SubscriptionThrottlePolicy",
                 "defaultLimit": {"type": "AIAPIQUOTALIMIT", "aiApiQuota": {"timeUnit": "min", "unitTime": 1,
                   "requestCount": 1000000, "totalTokenCount": 300, "promptTokenCount": 1000000, "completionTokenCount": 1000000}},
                 "rateLimitCount": 0, "rateLimitTimeUnit": "min", "stopOnQuotaReach": true, "billingPlan": "FREE",
                 "customAttributes": [], "permissions": {"permissionType": "ALLOW", "roles": ["Internal/everyone"]}}"""));

        assertThat(policy.limits())
                .isEqualTo(Limits.of(new Quota(
                        new WindowLength(1, WindowUnit.MINUTE),
                        Map.of(
                                Dimension.REQUEST_COUNT, 1_000_000L,
                                Dimension.TOTAL_TOKEN_COUNT, 300L,
                                Dimension.PROMPT_TOKEN_COUNT, 1_000_000L,
                                Dimension.COMPLETION_TOKEN_COUNT, 1_000_000L))));
        assertThat(policy.enforcement()).isEqualTo(Enforcement.STRICT.with(Accounting.COUNT_AFTER));
        assertThat(policy.offer().permissions()).isEqualTo(Permissions.EVERYONE);
    }

    @Test
    void ofTwoLimitsOnRequests_theShorterIsShownAsTheBurst() throws Exception {
        var policy = made(JSON.readTree("""
                {"policyName": "x", "rateLimitCount": 1000, "rateLimitTimeUnit": "day", "defaultLimit": {"type":
                 "REQUESTCOUNTLIMIT", "requestCount": {"timeUnit": "min", "unitTime": 1, "requestCount": 10}}}"""));

        var shown = shown(policy);

        assertThat(shown.path("rateLimitCount").asInt()).isEqualTo(10);
        assertThat(shown.path("rateLimitTimeUnit").asText()).isEqualTo("min");
        assertThat(shown.at("/defaultLimit/requestCount/timeUnit").asText()).isEqualTo("day");
        assertThat(shown.at("/defaultLimit/requestCount/requestCount").asInt()).isEqualTo(1000);
    }

    @Test
    void whatWso2HasNoWordsFor_isNotShown() {
        var month = new Quota(new WindowLength(1, WindowUnit.MONTH), Map.of(Dimension.REQUEST_COUNT, 1L));

        var shown = shown(Policy.of("x", new Limits(List.of(month), 3, 0)));

        assertThat(shown.has("defaultLimit")).isFalse();
        assertThat(shown.path("rateLimitCount").asInt()).isZero();
    }

    @Test
    void theId_isAUuidOfTheName_andStays() {
        assertThat(ThrottlePolicy.idOf("AIGold"))
                .isEqualTo("daf72e6c-5730-3f8b-8171-6440b935a903")
                .isNotEqualTo(ThrottlePolicy.idOf("AISilver"));
    }

    private static JsonNode withoutNulls(ObjectNode document) {
        var copy = document.deepCopy();
        removeNulls(copy);
        return copy;
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(ThrottlePolicyTest::removeNulls);
    }

    private static Policy made(JsonNode document) {
        var read = new ThrottlePolicyReader(Optional.empty()).read(document);
        assertThat(read.faults()).as("%s", document).isEmpty();
        return read.object().orElseThrow();
    }

    private static JsonNode shown(Policy policy) {
        return written(ThrottlePolicy.of(policy));
    }

    /** As it comes out of JSON: there one number is like another. */
    private static JsonNode written(Object document) {
        try {
            return JSON.readTree(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** What a document is shown as: what is left out is filled in, and what means nothing left out. */
    private static JsonNode normal(ObjectNode document) {
        var normal = document.deepCopy();
        normal.put("policyId", ThrottlePolicy.idOf(document.path("policyName").asText()))
                .put("isDeployed", true)
                .put("type", "SubscriptionThrottlePolicy")
                .put("graphQLMaxComplexity", 0)
                .put("graphQLMaxDepth", 0)
                .put("subscriberCount", 0)
                .put("rateLimitCount", document.path("rateLimitCount").asInt(0))
                .put("stopOnQuotaReach", document.path("stopOnQuotaReach").asBoolean(true))
                .put("billingPlan", document.path("billingPlan").asText("FREE"));
        normal.remove("monetization");
        for (var text : List.of("displayName", "description")) {
            if (normal.path(text).asText().isEmpty()) {
                normal.remove(text);
            }
        }
        if (normal.path("rateLimitCount").asInt() == 0) {
            normal.remove("rateLimitTimeUnit");
        }
        var attributes = document.path("customAttributes").valueStream();
        normal.putArray("customAttributes")
                .addAll(attributes
                        .sorted(Comparator.comparing(each -> each.path("name").asText()))
                        .toList());
        if (normal.path("permissions") instanceof ObjectNode permissions) {
            var roles = permissions.path("roles").valueStream();
            permissions
                    .putArray("roles")
                    .addAll(roles.sorted(Comparator.comparing(JsonNode::asText)).toList());
        }
        limit((ObjectNode) normal.path("defaultLimit"));
        return written(normal);
    }

    private static void limit(ObjectNode limit) {
        if (!(limit.path("aiApiQuota") instanceof ObjectNode quota)) {
            return;
        }
        var tokens = Set.copyOf(DIMENSIONS.subList(1, 4));
        if (tokens.stream().allMatch(name -> quota.path(name).asLong(0) == 0)) {
            limit.removeAll();
            limit.put("type", "REQUESTCOUNTLIMIT").set("requestCount", quota.without(tokens));
        } else {
            tokens.forEach(name -> quota.put(name, quota.path(name).asLong(0)));
        }
    }
}
