package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.admin.wso2.ThrottlePolicyEndpoints;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.testkit.InMemoryConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What WSO2's path refuses before it looks at what is stored. */
class ThrottlePolicyRefusalsTest {
    private static final String GOLD = """
            {"policyName": "AIGold", "displayName": "Gold", "defaultLimit": {"type": "AIAPIQUOTALIMIT",
             "aiApiQuota": {"timeUnit": "min", "unitTime": 1, "requestCount": 500, "totalTokenCount": 50000}}}""";

    private final InMemoryConfiguration configuration = new InMemoryConfiguration();
    private final ThrottlePolicyClient client = new ThrottlePolicyClient(
            new ThrottlePolicyEndpoints(configuration, ThrottlePolicyClient.writer(configuration, Instant.EPOCH)));

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "\"x\"", "{} {}", "{\"policyName\": \"a\", \"policyName\": \"b\"}"})
    void whatIsNoObject_isRefused(String body) {
        var refused = client.create(body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("description").asText()).isEqualTo("the policy must be an object");
    }

    @Test
    void allThatIsWrong_isToldAtOnce() {
        var refused = client.create("{\"policyName\": \"a b\", \"x\": 1}");

        assertThat(refused.json().path("error").findValuesAsText("code")).containsExactly("400", "400", "400");
        assertThat(refused.json().path("error").findValuesAsText("message"))
                .anyMatch(message -> message.startsWith("/policyName must be 1 to 60 letters"))
                .anyMatch(message -> message.startsWith("/x is not known"))
                .contains("/defaultLimit must be given");
        assertThat(refused.json().path("description").asText()).endsWith("(and 2 more: see error)");
    }

    @Test
    void theErrorOfTheDocumentation_isThatOfAPolicyWithoutALimit() throws IOException {
        var page = Files.readString(Path.of("../../docs/admin.md"));
        var section = page.substring(page.indexOf("## WSO2's admin path"));
        var start = section.indexOf("```json\n") + "```json\n".length();
        var shown = section.substring(start, section.indexOf("```", start));

        assertThat(client.create("{\"policyName\": \"x\"}").json()).isEqualTo(new ObjectMapper().readTree(shown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml, text/*;q=0.5", "application/json;q=0", "application/jsonp"})
    void whoDoesNotAcceptJson_isTold(String accept) {
        assertThat(client.list(Map.of("Accept", accept), Map.of()).status()).isEqualTo(406);
        assertThat(client.send("PUT", "AIGold", GOLD, Map.of("Accept", accept)).status())
                .isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json", "text/html, Application/JSON;q=0.9", "application/*"})
    void whoAcceptsJson_isAnswered(String accept) {
        client.create(GOLD);

        assertThat(client.send("GET", "AIGold", "", Map.of("Accept", accept)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", ""})
    void whatIsNotSentAsJson_isRefused(String type) {
        assertThat(client.create(Map.of("Content-Type", type), GOLD).status()).isEqualTo(415);
        assertThat(configuration.find(Policy.class, "AIGold")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\""})
    void whatIsSentAsJson_isRead(String type) {
        assertThat(client.create(Map.of("Content-Type", type), GOLD).status()).isEqualTo(201);
    }
}
