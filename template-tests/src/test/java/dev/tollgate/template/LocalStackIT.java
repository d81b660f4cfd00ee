package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.admin.function.AdminFunction;
import dev.tollgate.proxy.function.ProxyFunction;
import dev.tollgate.testkit.ScriptedProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stage on LocalStack, made from its template, and both functions as they are packaged, started as the template says. */
@Tag("localstack")
@Timeout(180)
class LocalStackIT {
    @RegisterExtension
    static final LocalStack LOCALSTACK = LocalStack.ofTheEnvironment();

    private static final String ANSWER = """
            {"id":"1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"}}],
             "usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}""";
    private static final String POLICY = """
            {"id":"one","limits":{"quotas":[{"unitTime":1,"timeUnit":"month","requestCount":1}]}}""";

    private static ScriptedProvider provider;
    private static LocalStackAccount account;
    private static PackagedFunction admin;
    private static PackagedFunction proxy;

    @BeforeAll
    static void start() throws IOException {
        provider = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", ANSWER));
        account = LocalStackAccount.anyOf(LOCALSTACK.endpoint());
        var stages = LocalSandbox.stages(Map.of());
        var data = stages.template("Sandbox", "Data");
        try (var tables = account.tables();
                var secrets = account.secrets()) {
            TemplateTables.create(data, tables);
            TemplateSecrets.create(data, secrets);
        }
        admin = start(stages.template("Sandbox", "Admin"), "admin", AdminFunction.class);
        proxy = start(stages.template("Sandbox", "Gateway"), "proxy", ProxyFunction.class);
    }

    /** As the template says; and where AWS is. */
    private static PackagedFunction start(Template template, String module, Class<?> handler) throws IOException {
        var variables = new HashMap<>(TemplateFunctions.variables(template, handler));
        variables.putAll(account.variables());
        return PackagedFunction.start(module, handler, variables);
    }

    @AfterAll
    static void end() throws IOException {
        proxy.close();
        admin.close();
        provider.close();
    }

    @Test
    void aCall_isServed_theNextIsRefused_untilThePlanIsRaised() throws Exception {
        ask("POST", "backends", 201, """
                {"id":"model","dialect":"openai","baseUrl":"%s","credential":"model-key"}""".formatted(provider.uri()));
        ask("PUT", "credentials/model-key", 204, "{\"value\":\"sk-of-the-provider\"}");
        var policy = ask("POST", "policies", 201, POLICY);
        ask("POST", "subscriptions", 201, """
                {"id":"app","application":"An application","policy":"one","backends":["model"]}""");
        var key = ask("POST", "subscriptions/app/keys", 201, "{}")
                .json()
                .path("key")
                .asText();

        var served = call(key);
        var refused = call(key);

        assertThat(served.status()).as(served.body()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(ANSWER);
        assertThat(provider.received().getLast().headers()).containsEntry("authorization", "Bearer sk-of-the-provider");
        assertThat(refused.status()).as(refused.body()).isEqualTo(429);
        assertThat(provider.received()).hasSize(1);

        var raised = admin.send(RestRequest.admin("PATCH", "policies/one", POLICY.replace(":1}", ":3}"))
                .with("content-type", "application/merge-patch+json")
                .with("if-match", policy.headers().path("etag").asText()));

        assertThat(raised.status()).as(raised.body()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> call(key).status() == 200);
        var usage = ask("GET", "usage/subscriptions/app", 200, "").json().at("/owners/0/windows/0/limits/requestCount");
        assertThat(usage.path("limit").asLong()).isEqualTo(3);
        assertThat(usage.path("used").asLong()).isEqualTo(2);
    }

    @Test
    void theCounters_haveTheirTimeToLive() {
        try (var tables = account.tables()) {
            var ttl = tables.describeTimeToLive(table -> table.tableName("tollgate-sandbox-counters"))
                    .timeToLiveDescription();

            assertThat(ttl.timeToLiveStatusAsString()).isEqualTo("ENABLED");
            assertThat(ttl.attributeName()).isEqualTo("expiresAt");
        }
    }

    @Test
    void thePepper_isRandom_asTheTemplateWantsIt() {
        try (var secrets = account.secrets()) {
            var pepper = secrets.getSecretValue(secret -> secret.secretId("tollgate/sandbox/pepper"));

            assertThat(pepper.secretString()).matches("[0-9a-f]{64}");
        }
    }

    private static HttpAnswer call(String key) throws InterruptedException {
        return proxy.send(RestRequest.call(
                "model",
                "v1/chat/completions",
                key,
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"));
    }

    private static HttpAnswer ask(String method, String path, int status, String body) throws InterruptedException {
        var answer = admin.send(RestRequest.admin(method, path, body));
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
        return answer;
    }
}
