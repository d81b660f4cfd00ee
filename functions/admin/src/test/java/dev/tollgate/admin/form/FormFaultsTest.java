package dev.tollgate.admin.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be left out, and what is told of what is wrong. */
class FormFaultsTest {
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);

    @Test
    void aPolicy_hasTheDefaults_thatFitItsLimits() {
        var quota = new Quota(MINUTE, Map.of(Dimension.TOTAL_TOKEN_COUNT, 300L));

        assertThat(Forms.POLICY.read(json("""
                {"id": "p", "limits": {"quotas": [{"unitTime": 1, "timeUnit": "min", "totalTokenCount": 300, "cost": 0}],
                 "concurrentRequests": 0, "shards": 0}, "enforcement": {}, "charging": null}""")).object()).contains(Policy.of("p", quota));
    }

    @Test
    void aBackendAndASubscription_haveTheDefaults() {
        assertThat(Forms.BACKEND.read(json("""
                {"id": "b", "dialect": "openai", "baseUrl": "https://api.example.com", "credential": "key",
                 "limits": {}, "handling": {"promptEstimation": {}}}""")).object())
                .contains(Backend.of("b", "openai", URI.create("https://api.example.com"), "key"));
        assertThat(Forms.SUBSCRIPTION.read(json("""
                {"id": "s", "application": "App", "policy": "p", "backends": ["b"], "validity": {"until": null}}""")).object())
                .contains(new Subscription("s", "App", "p", Set.of("b")));
    }

    @Test
    void everyFault_isToldAtOnce() {
        assertThat(faults(Forms.POLICY, """
                {"id": "a b", "displayName": 5, "description": "%s", "billingPlan": "PAID", "colour": "red",
                 "customAttributes": {"a/b": 1, "": "x"}, "permissions": {"type": "ALLOW"},
                 "limits": {"quotas": [
                    {"unitTime": 1, "timeUnit": "min", "requestCount": -1},
                    {"unitTime": 1, "timeUnit": "hour", "cost": 1, "duration": "1h"},
                    {"unitTime": 1, "timeUnit": "hour", "timeZone": "Europe/Berlin", "cost": 1},
                    {"duration": "1y", "cost": 1}, {"requestCount": 1}, {"unitTime": 1, "requestCount": 1}, 7],
                  "shards": 65},
                 "enforcement": {"accounting": "COUNT_AFTER", "clampOnQuotaReach": true, "safeCapacity": 3},
                 "charging": {"weights": {"cacheRead": 1.5}}, "defaultCompletionTokens": 0}""".formatted("x".repeat(1_025))))
                .containsOnlyKeys(
                        "/id",
                        "/displayName",
                        "/description",
                        "/billingPlan",
                        "/colour",
                        "/customAttributes/a~1b",
                        "/customAttributes/",
                        "/permissions/roles",
                        "/limits/quotas/0/requestCount",
                        "/limits/quotas/1/duration",
                        "/limits/quotas/2/timeZone",
                        "/limits/quotas/3/duration",
                        "/limits/quotas/4/unitTime",
                        "/limits/quotas/5/timeUnit",
                        "/limits/quotas/6",
                        "/limits/shards",
                        "/enforcement/clampOnQuotaReach",
                        "/enforcement/safeCapacity",
                        "/charging/weights/cacheRead",
                        "/defaultCompletionTokens")
                .containsEntry("/limits/quotas/5/timeUnit", "must be given")
                .containsEntry("/billingPlan", "must be one of FREE, COMMERCIAL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|/limits",
                "{\"quotas\": []}|/limits",
                "{\"shards\": 2}|/limits",
                "{\"quotas\": [{\"duration\": \"1m\", \"cost\": 1}]}|/charging/prices",
                "{\"quotas\": [{\"duration\": \"1m\", \"requestCount\": 0}]}|/limits/quotas/0",
                "{\"quotas\": [{\"duration\": \"1m\", \"requestCount\": 1}, {\"duration\": \"60s\", \"totalTokenCount\": 1}]}|/limits/quotas",
                "null|/limits",
            })
    void limits_areRefused_whereTheyAreWrong(String limits, String pointer) {
        assertThat(faults(Forms.POLICY, "{\"id\": \"p\", \"limits\": %s}".formatted(limits)))
                .containsOnlyKeys(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"dialect\": \"OpenAI\"|/dialect",
                "\"baseUrl\": \"ftp://host\"|/baseUrl",
                "\"baseUrl\": \"https://user@host\"|/baseUrl",
                "\"baseUrl\": \"https://host?a=b\"|/baseUrl",
                "\"baseUrl\": \"https://host:99999\"|/baseUrl",
                "\"baseUrl\": \"https://hÖst\"|/baseUrl",
                "\"credential\": \"sk-secret/1\"|/credential",
                "\"models\": [\"a\", \"a\"]|/models",
                "\"limits\": {\"providerWide\": {}, \"perResource\": {}}|/limits/perResource",
                "\"limits\": {\"perResource\": {\"routes\": {\"/v1\": {}}}}|/limits/perResource/routes/~1v1",
                "\"limits\": {\"perResource\": {\"everyModel\": {\"concurrentRequests\": 1}}}|/models",
                "\"limits\": {\"providerWide\": {\"quotas\": [{\"duration\": \"1h\", \"cost\": 1}]}}|/charging/prices",
                "\"handling\": {\"requestCountedRoutes\": [\"GET /a\", \"GET a\"]}|/handling/requestCountedRoutes/1",
                "\"handling\": {\"retries\": 4}|/handling/retries",
            })
    void aBackend_isRefused_whereItIsWrong(String field, String pointer) {
        var document = json("""
                {"id": "b", "dialect": "openai", "baseUrl": "https://api.example.com", "credential": "key"}""");
        var changed = ((ObjectNode) document).setAll((ObjectNode) json("{" + field + "}"));

        assertThat(faults(Forms.BACKEND, changed.toString())).containsOnlyKeys(pointer);
    }

    @Test
    void aSubscription_isRefused_whereItIsWrong() {
        assertThat(faults(Forms.SUBSCRIPTION, """
                {"id": "s", "subscriber": {"roles": ["a", "a"]}, "backends": ["a", "b/c"], "fallbackOrder": ["z"],
                 "status": "", "validity": {"from": "2026-01-01", "until": "2026-01-01T00:00:00Z"}}"""))
                .containsOnlyKeys(
                        "/application",
                        "/policy",
                        "/subscriber/roles",
                        "/backends/1",
                        "/fallbackOrder",
                        "/status",
                        "/validity/from");
        assertThat(faults(Forms.SUBSCRIPTION, """
                {"id": "s", "application": "A", "policy": "p", "backends": [],
                 "validity": {"from": "2026-01-02T00:00:00Z", "until": "2026-01-01T00:00:00Z"}}""")).containsOnlyKeys("/validity");
    }

    @Test
    void aDocument_isRefused_thatWouldNotFitIntoTheAuditLog() {
        var attributes = new StringBuilder();
        for (var each = 0; each < 1_000; each++) {
            attributes.append(",\"%s%d\": \"%s\"".formatted("é".repeat(40), each, "m"));
        }

        assertThat(faults(Forms.BACKEND, """
                {"id": "b", "dialect": "openai", "baseUrl": "https://api.example.com", "credential": "key",
                 "aliases": {%s}}""".formatted(attributes.substring(1))))
                .isEmpty();
        assertThat(faults(Forms.BACKEND, """
                {"id": "b", "dialect": "openai", "baseUrl": "https://api.example.com", "credential": "key",
                 "aliases": {%s}}""".formatted(
                                attributes.substring(1).replace("\"m\"", "\"" + "m".repeat(50) + "\""))))
                .containsOnlyKeys("");
    }

    /** More faults than are told count all the same. */
    @Test
    void manyFaults_areToldInPart() {
        var quotas = "{\"quotas\": [%s1]}".formatted("1,".repeat(9));
        var routes = new StringBuilder();
        for (var each = 0; each < 100; each++) {
            routes.append("\"GET /%d\": %s,".formatted(each, quotas));
        }

        var read = Forms.BACKEND.read(json("{\"limits\": {\"perResource\": {\"routes\": {%s}}}}"
                .formatted(routes.substring(0, routes.length() - 1))));

        assertThat(read.object()).isEmpty();
        assertThat(read.faults()).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({
        "60s, 1, MINUTE",
        "90s, 90, SECOND",
        "1m, 1, MINUTE",
        "1h, 1, HOUR",
        "1h30m, 90, MINUTE",
        "24h, 1, DAY",
        "36h, 36, HOUR",
        "7d, 7, DAY",
        "30d, 30, DAY",
        "1d24h, 2, DAY",
        "0h1s, 1, SECOND"
    })
    void aDuration_isTheLargestUnitThatFits(String duration, int unitTime, WindowUnit unit) {
        assertThat(window("\"duration\": \"%s\"".formatted(duration))).isEqualTo(new WindowLength(unitTime, unit));
    }

    @Test
    void aWindow_beginsInItsTimeZone() {
        assertThat(window("\"duration\": \"24h\", \"timeZone\": \"Europe/Berlin\""))
                .isEqualTo(new WindowLength(1, WindowUnit.DAY, ZoneId.of("Europe/Berlin")));
        assertThat(window("\"unitTime\": 2, \"timeUnit\": \"sec\", \"timeZone\": \"UTC\""))
                .isEqualTo(new WindowLength(2, WindowUnit.SECOND));
    }

    @ParameterizedTest
    @CsvSource({"0s", "s", "1", "-1s", "1w", "1m1h", "1.5h", "1ms", "3661d", "99999999999d", "9999999999d", "' 1s'"})
    void whatIsNoDuration_isRefused(String duration) {
        assertThat(faults(Forms.POLICY, """
                {"id": "p", "limits": {"quotas": [{"duration": "%s", "requestCount": 1}]}}""".formatted(duration))).containsOnlyKeys("/limits/quotas/0/duration");
    }

    @ParameterizedTest
    @CsvSource({"sec, 316224000", "day, 3660", "week, 522", "month, 120"})
    void aWindow_isTenYearsLongAtMost(String unit, long most) {
        assertThat(faults(Forms.POLICY, policy("\"timeUnit\": \"%s\", \"unitTime\": %d".formatted(unit, most))))
                .isEmpty();
        assertThat(faults(Forms.POLICY, policy("\"timeUnit\": \"%s\", \"unitTime\": %d".formatted(unit, most + 1))))
                .containsOnlyKeys("/limits/quotas/0/unitTime");
    }

    private static WindowLength window(String fields) {
        var policy = Forms.POLICY.read(json(policy(fields))).object().orElseThrow();
        return (WindowLength) policy.limits().quotas().getFirst().window();
    }

    private static String policy(String window) {
        return "{\"id\": \"p\", \"limits\": {\"quotas\": [{%s, \"requestCount\": 1}]}}".formatted(window);
    }

    private static Map<String, String> faults(Form<?> form, String document) {
        return form.read(json(document)).faults().stream()
                .collect(Collectors.toMap(fault -> String.valueOf(fault.pointer()), Problem.Part::detail));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
