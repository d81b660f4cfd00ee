package dev.tollgate.admin.wso2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be held is refused, by name. */
class ThrottlePolicyFaultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COMMA = Pattern.compile(",");
    private static final String GOOD = """
            {"policyName": "AIGold", "defaultLimit": {"type": "AIAPIQUOTALIMIT",
             "aiApiQuota": {"timeUnit": "min", "unitTime": 1, "requestCount": 500, "totalTokenCount": 50000}}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"policyName": null}                                    | /policyName
            {"policyName": 1}                                       | /policyName
            {"displayName": 1}                                      | /displayName
            {"type": "ApplicationThrottlePolicy"}                   | /type
            {"isDeployed": "yes"}                                   | /isDeployed
            {"subscriberCount": 1}                                  | /subscriberCount
            {"subscriberCount": "0"}                                | /subscriberCount
            {"graphQLMaxComplexity": 400}                           | /graphQLMaxComplexity
            {"graphQLMaxDepth": 10}                                 | /graphQLMaxDepth
            {"monetization": {"monetizationPlan": "FIXEDRATE", "properties": {}}} | /monetization
            {"billingPlan": "PAID"}                                 | /billingPlan
            {"stopOnQuotaReach": 1}                                 | /stopOnQuotaReach
            {"rateLimitCount": -1}                                  | /rateLimitCount
            {"rateLimitCount": 2147483648}                          | /rateLimitCount
            {"rateLimitCount": 5}                                   | /rateLimitTimeUnit
            {"rateLimitCount": 5, "rateLimitTimeUnit": "month"}     | /rateLimitTimeUnit
            {"rateLimitCount": 5, "rateLimitTimeUnit": "min"}       | /rateLimitTimeUnit
            {"customAttributes": [{"name": "a"}]}                   | /customAttributes/0/value
            {"customAttributes": [{"name": "a", "value": ""}]}      | /customAttributes/0/value
            {"customAttributes": [{"name": "a", "value": "1"}, {"name": "a", "value": "2"}]} | /customAttributes
            {"customAttributes": {"a": "1"}}                        | /customAttributes
            {"permissions": {"permissionType": "ALLOW", "roles": []}} | /permissions/roles
            {"permissions": {"permissionType": "DENY"}}             | /permissions/roles
            {"permissions": {"roles": ["a"]}}                       | /permissions/permissionType
            {"permissions": {"permissionType": "DENY", "roles": ["Internal/everyone"]}} | /permissions/roles
            {"defaultLimit": null}                                  | /defaultLimit
            {"defaultLimit": {"type": "REQUESTCOUNTLIMIT"}}         | /defaultLimit/requestCount
            {"defaultLimit": {}}                                    | /defaultLimit/type
            {"accounting": "RESERVE"}                               | /accounting
            """)
    void whatCannotBeHeld_isNamed(String change, String pointer) {
        assertThat(faults(changed(change)))
                .extracting(Problem.Part::pointer)
                .contains(pointer)
                .allMatch(each -> each != null && each.startsWith(pointer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "type": "BANDWIDTHLIMIT", "bandwidth": {"timeUnit": "min", "unitTime": 1, "dataAmount": 1, "dataUnit": "KB"} | type,bandwidth
            "type": "EVENTCOUNTLIMIT", "eventCount": {"timeUnit": "min", "unitTime": 1, "eventCount": 1} | type,eventCount
            "type": "REQUESTCOUNTLIMIT", "requestCount": {"timeUnit": "min", "unitTime": 1, "requestCount": 0} | requestCount
            "type": "REQUESTCOUNTLIMIT", "requestCount": {"timeUnit": "min", "unitTime": 1, "requestCount": 1, "totalTokenCount": 1} | requestCount/totalTokenCount
            "type": "AIAPIQUOTALIMIT", "aiApiQuota": {"timeUnit": "month", "unitTime": 1, "requestCount": 1} | aiApiQuota/timeUnit
            "type": "AIAPIQUOTALIMIT", "aiApiQuota": {"timeUnit": "min", "unitTime": 0, "requestCount": 1} | aiApiQuota/unitTime
            "type": "AIAPIQUOTALIMIT", "aiApiQuota": {"timeUnit": "min", "requestCount": 1} | aiApiQuota/unitTime
            "type": "AIAPIQUOTALIMIT", "aiApiQuota": {"timeUnit": "min", "unitTime": 1, "requestCount": -1} | aiApiQuota/requestCount
            "type": "AIAPIQUOTALIMIT", "aiApiQuota": {"timeUnit": "min", "unitTime": 1, "cost": 1} | aiApiQuota/cost
            """)
    void limitsThatCannotBeHeld_areNamed(String limit, String fields) {
        var document = changed("{\"defaultLimit\": {%s}}".formatted(limit));

        assertThat(faults(document))
                .extracting(Problem.Part::pointer)
                .containsExactlyInAnyOrder(COMMA.splitAsStream(fields)
                        .map("/defaultLimit/"::concat)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "a b", "~", "!", "a@b", "a#", "a;", "a:", "a%", "a^", "a*", "a(", "a)", "a+", "a=", "a{", "a}",
                "a|", "a\\", "a<", "a>", "a\"", "a'", "a,", "a&", "a$", "a/b", "Größe", ".a", "-a"
            })
    void namesThatCannotStandInUrls_areRefused(String name) {
        var document = (ObjectNode) changed("{}");
        document.put("policyName", name);

        assertThat(faults(document)).extracting(Problem.Part::pointer).containsExactly("/policyName");
    }

    @Test
    void namesOfSixtyCharacters_areTheLongest() {
        var document = (ObjectNode) changed("{}");

        assertThat(faults(document.put("policyName", "x".repeat(60)))).isEmpty();
        assertThat(faults(document.put("policyName", "x".repeat(61)))).hasSize(1);
    }

    @Test
    void allThatIsWrong_isToldAtOnce() {
        assertThat(faults(changed("""
                {"billingPlan": 1, "monetization": {}, "x": 1, "rateLimitCount": "5"}""")))
                .extracting(Problem.Part::pointer)
                .containsExactlyInAnyOrder("/billingPlan", "/monetization", "/x", "/rateLimitCount");
    }

    @Test
    void whatWso2ShowsOfAPolicy_mayBeSentBack() {
        assertThat(faults(changed("""
                {"policyId": "0c6439fd-9b16-3c2e-be6e-1086e0b9aa93", "isDeployed": false, "subscriberCount": 0, "monetization": null,
                 "graphQLMaxComplexity": 0, "graphQLMaxDepth": 0, "type": "SubscriptionThrottlePolicy", "permissions": null,
                 "rateLimitCount": 0, "rateLimitTimeUnit": "NA"}"""))).isEmpty();
    }

    @Test
    void aPolicy_keepsItsName() throws Exception {
        var before = new ThrottlePolicyReader(Optional.empty())
                .read(JSON.readTree(GOOD))
                .object();

        var read = new ThrottlePolicyReader(before).read(changed("{\"policyName\": \"AISilver\"}"));

        assertThat(read.faults())
                .containsExactly(Problem.Part.at("/policyName", "must be 'AIGold': a policy keeps its name"));
        assertThat(new ThrottlePolicyReader(before)
                        .read(changed("{\"policyName\": null}"))
                        .object())
                .isEqualTo(before);
    }

    private static List<Problem.Part> faults(JsonNode document) {
        return new ThrottlePolicyReader(Optional.empty()).read(document).faults();
    }

    private static JsonNode changed(String change) {
        try {
            var document = (ObjectNode) JSON.readTree(GOOD);
            return document.setAll((ObjectNode) JSON.readTree(change));
        } catch (JsonProcessingException e) {
            throw new AssertionError(change, e);
        }
    }
}
