package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
    private static final String LIMITS = """
            {"quotas": [
               {"unitTime": 1, "timeUnit": "min", "requestCount": 500, "totalTokenCount": 50000},
               {"unitTime": 1, "timeUnit": "day", "timeZone": "Europe/Berlin",
                "promptTokenCount": 1, "completionTokenCount": 2, "cost": 3}],
             "concurrentRequests": 20, "shards": 4}""";

    private final AdminFixture admin = new AdminFixture();

    @BeforeEach
    void put() {
        Samples.all().forEach(admin.configuration::put);
    }

    @Test
    void aPolicy_hasEveryField() {
        assertThat(admin.ask(Ask.get("/policies/sample")).json()).isEqualTo(json("""
                {"id": "sample", "version": 1, "createdAt": "1970-01-01T00:00:00Z",
                 "displayName": "Größte", "description": "One\\nTwo", "billingPlan": "COMMERCIAL",
                 "customAttributes": {"team": "a", "tier": "1"}, "permissions": {"type": "ALLOW", "roles": ["x", "y"]},
                 "limits": %s,
                 "enforcement": {"accounting": "COUNT_AFTER", "stopOnQuotaReach": false, "clampOnQuotaReach": false,
                   "onStoreFailure": "ALLOW", "safeCapacity": 20},
                 "charging": {"weights": {"cacheRead": 100, "cacheWrite": 1250, "reasoning": 2000}, "prices": "list-prices"},
                 "onMissingUsage": "CHARGE_ESTIMATE", "defaultCompletionTokens": 100}""".formatted(LIMITS)));
    }

    /** What is not limited is absent: 0 would look like a limit. */
    @Test
    void aPlainPolicy_hasNoMoreThanItNeeds() {
        var minute = new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.REQUEST_COUNT, 500L));
        admin.configuration.put(Policy.of("plain", minute));

        assertThat(admin.ask(Ask.get("/policies/plain")).json()).isEqualTo(json("""
                {"id": "plain", "version": 1, "createdAt": "1970-01-01T00:00:00Z",
                 "displayName": "", "description": "", "billingPlan": "FREE", "customAttributes": {},
                 "permissions": {"type": "DENY", "roles": []},
                 "limits": {"quotas": [{"unitTime": 1, "timeUnit": "min", "requestCount": 500}]},
                 "enforcement": {"accounting": "RESERVE", "stopOnQuotaReach": true, "clampOnQuotaReach": false,
                   "onStoreFailure": "DENY"},
                 "charging": {"weights": {"cacheRead": 1000, "cacheWrite": 1000, "reasoning": 1000}},
                 "onMissingUsage": "CHARGE_RESERVATION", "defaultCompletionTokens": 4096}"""));
    }

    @Test
    void aBackend_hasEveryField_andTheNameOfItsCredential() {
        assertThat(admin.ask(Ask.get("/backends/sample")).json()).isEqualTo(json("""
                {"id": "sample", "version": 1, "createdAt": "1970-01-01T00:00:00Z",
                 "dialect": "openai", "baseUrl": "https://api.example.com/v1",
                 "credential": "openai-key",
                 "models": ["gpt-4", "gpt-5"], "aliases": {"cheap": "gpt-4", "fast": "gpt-5"},
                 "handling": {"errorFormat": "wso2-fault",
                   "requestCountedRoutes": ["GET /v1/files/{id}", "POST /v1/images/generations"], "retries": 1,
                   "promptEstimation": {"basis": "BYTES", "imageTokens": 5000, "unseenTokens": 0}},
                 "limits": {"perResource": {
                   "everyRoute": {"quotas": []}, "routes": {"POST /v1/chat/completions": %s},
                   "everyModel": %s, "models": {"gpt-5": {"quotas": []}}}},
                 "enforcement": {"accounting": "RESERVE", "stopOnQuotaReach": true, "clampOnQuotaReach": true,
                   "onStoreFailure": "ALLOW"},
                 "charging": {"weights": {"cacheRead": 100, "cacheWrite": 1250, "reasoning": 2000},
                   "prices": "list-prices"}}""".formatted(LIMITS, LIMITS)));
    }

    @Test
    void aBackendsLimits_areOfOneKind() {
        admin.configuration.put(Backend.of("whole", "openai", URI.create("https://api.example.com"), "key"));

        assertThat(admin.ask(Ask.get("/backends/whole")).json().path("limits"))
                .isEqualTo(json("{\"providerWide\": {\"quotas\": []}}"));
    }

    @Test
    void aSubscription_hasEveryField() {
        assertThat(admin.ask(Ask.get("/subscriptions/sample")).json()).isEqualTo(json("""
                {"id": "sample", "version": 1, "createdAt": "1970-01-01T00:00:00Z",
                 "application": "Größte Anwendung", "subscriber": {"name": "ACME", "roles": ["x", "z"]},
                 "policy": "AIGold", "backends": ["azure", "demo", "openai"], "fallbackOrder": ["openai", "azure"],
                 "status": "BLOCKED", "validity": {"from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"}}"""));
    }

    @Test
    void whatHasNoEnd_hasNoMomentOfIt() {
        admin.configuration.put(new Subscription("s", "Application", "AIGold", Set.of()));
        admin.configuration.put(new ApiKey("k2", "s", Samples.HASH));

        assertThat(admin.ask(Ask.get("/subscriptions/s")).json().path("validity"))
                .isEmpty();
        assertThat(admin.ask(Ask.get("/subscriptions/s/keys")).json().findValues("expiresAt"))
                .isEmpty();
    }

    @Test
    void aPriceTable_hasEveryField() {
        assertThat(admin.ask(Ask.get("/prices/sample")).json()).isEqualTo(json("""
                {"id": "sample", "version": 1, "createdAt": "1970-01-01T00:00:00Z",
                 "currency": "EUR", "models": {
                  "*": {"prompt": 1250000, "completion": 10000000, "cacheRead": 1250000, "cacheWrite": 1250000,
                        "reasoning": 10000000},
                  "gpt-5": {"prompt": 1, "completion": 2, "cacheRead": 3, "cacheWrite": 4, "reasoning": 5}}}"""));
    }

    @Test
    void keys_areListed_withoutWhatTheyAreRecognisedBy() {
        var answer = admin.ask(Ask.get("/subscriptions/sample/keys"));

        assertThat(answer.json()).isEqualTo(json("""
                {"items": [{"id": "k1", "version": 1, "createdAt": "1970-01-01T00:00:00Z", "subscription": "sample",
                 "expiresAt": "2027-01-01T00:00:00Z"}]}"""));
        assertThat(answer.body()).doesNotContain(Samples.HASH);
    }

    @Test
    void keysOfNoSubscription_areNotFound() {
        assertThat(admin.ask(Ask.get("/subscriptions/none/keys")).status()).isEqualTo(404);
    }

    @Test
    void theTag_beginsWithTheVersion() {
        admin.configuration.put(Samples.subscription().withFallbacks());

        var answer = admin.ask(Ask.get("/subscriptions/sample"));

        assertThat(answer.header("etag")).startsWith("\"2-");
        assertThat(answer.json().path("version").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%s|304",
                "W/%s|304",
                "'\"7\", %s'|304",
                "*|304",
                "'\"2\"'|200",
                "'\"1\"'|200",
                "'\"1-00000000\"'|200",
                "1|200",
                "'\"1'|200"
            })
    void whatTheCallerHas_isNotSentAgain(String condition, int status) {
        var tag = admin.ask(Ask.get("/policies/sample")).header("etag");

        var answer = admin.ask(Ask.get("/policies/sample").with("If-None-Match", condition.replace("%s", tag)));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("etag")).isEqualTo(tag).matches("\"1-[0-9a-f]{8}\"");
        assertThat(answer.body().isEmpty()).isEqualTo(status == 304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/policies/none", "/backends/none", "/subscriptions/none", "/prices/none"})
    void whatThereIsNot_isNotFound(String path) {
        var answer = admin.ask(Ask.get(path));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("detail").asText())
                .startsWith("there is no ")
                .endsWith(" 'none'");
        assertThat(answer.json().path("instance").asText()).isEqualTo("urn:uuid:" + Ask.ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/policies/",
                "/policies//",
                "/policies/a/b",
                "/policies/a%20b",
                "/policies/..",
                "/Policies",
                "/subscriptions/sample/keys/",
                "/subscriptions/sample/keys/k2",
                "/openapi.yaml/",
                "/openapiXyaml",
                "/usage",
                "/api/am/admin/v4/throttling/policies/application"
            })
    void aPathThatIsNotThere_isNotFound(String path) {
        assertThat(admin.ask(Ask.get(path)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "get", "X"})
    void anotherMethod_isRefused_withThoseThereAre(String method) {
        var answer = admin.ask(Ask.get("/policies").by(method));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET, POST");
    }

    @Test
    void aParameter_isRefused_whereThereAreNone() {
        for (var path : new String[] {"/policies/sample", "/openapi.yaml"}) {
            var answer = admin.ask(Ask.get(path).where("limit", "1"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("errors"))
                    .isEqualTo(
                            json(
                                    "[{\"parameter\": \"limit\", \"detail\": \"is not known: there are no parameters here\"}]"));
        }
    }

    @Test
    void whatCannotBeRead_isNamed_andLogged() {
        admin.configuration.spoil(Policy.class, "broken");

        var answer = admin.ask(Ask.get("/policies/broken"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().path("detail").asText()).isEqualTo("Policy broken cannot be read");
        assertThat(admin.faults).hasSize(1);
    }

    @Test
    void aList_tellsWhatCannotBeRead() {
        admin.configuration.spoil(Subscription.class, "broken");
        admin.configuration.put(new Subscription("z", "Application", "AIGold", Set.of()));

        var answer = admin.ask(Ask.get("/subscriptions")).json();

        assertThat(answer.path("items").findValuesAsText("id")).containsExactly("sample", "z");
        assertThat(answer.path("unreadable"))
                .isEqualTo(json("[{\"id\": \"broken\", \"detail\": \"Subscription broken cannot be read\"}]"));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
