package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.function.AdminFunction;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every route of the packaged admin function, with the environment and the rights of the template. */
@Timeout(120)
class AdminWalkIT {
    private static final String STACK = "Admin";
    private static final String SUBSCRIPTION = """
            {"id":"%s","application":"App","policy":"plan","backends":["provider"]}""";
    private static final String POLICY = """
            {"id":"%s","limits":{"quotas":[{"unitTime":1,"timeUnit":"min","requestCount":5}]}}""";
    private static final String BACKEND = """
            {"id":"%s","dialect":"openai","baseUrl":"https://api.example.com","credential":"provider-key","limits":{
             "providerWide":{"quotas":[{"unitTime":1,"timeUnit":"min","requestCount":5}]}}}""";
    private static final String PRICES = """
            {"id":"%s","currency":"EUR","models":{"*":{"prompt":1,"completion":2}}}""";
    private static final String THROTTLE_POLICY = """
            {"policyName":"gold","defaultLimit":{"type":"AIAPIQUOTALIMIT",
             "aiApiQuota":{"timeUnit":"min","unitTime":1,"requestCount":10,"totalTokenCount":300}}}""";

    private static final Set<AdminRoutes.Route> ASKED = new LinkedHashSet<>();
    private static LocalSandbox sandbox;
    private static AwsDouble aws;
    private static PackagedFunction function;

    @BeforeAll
    static void walk() throws Exception {
        sandbox = new LocalSandbox(Map.of());
        aws = sandbox.aws(STACK, AdminFunction.class);
        function = PackagedFunction.restore(
                "admin", AdminFunction.class, sandbox.variables(STACK, AdminFunction.class, aws));
        objects("policies", POLICY, "plan", "{\"description\":\"x\"}");
        objects("backends", BACKEND, "provider", "{\"models\":[\"m\"]}");
        objects("prices", PRICES, "list", "{\"currency\":\"USD\"}");
        objects("subscriptions", SUBSCRIPTION, "app", "{\"application\":\"x\"}");
        ask(200, "GET", "subscriptions?policy=plan", "");
        keys();
        credentials();
        usage();
        throttlePolicies();
        ask(200, "GET", "audit", "");
        ask(200, "GET", "audit?kind=Policy&object=plan", "");
        ask(200, "GET", "openapi.yaml", "");
    }

    @AfterAll
    static void end() throws IOException {
        function.close();
        aws.close();
        sandbox.close();
    }

    /** One that is changed and deleted, and one that stays. */
    private static void objects(String path, String document, String id, String patch) throws Exception {
        var spare = path + "/spare";
        ask(201, "POST", path, document.formatted("spare"));
        ask(200, "GET", path, "");
        var read = ask(200, "GET", spare, "");
        var replaced =
                send(200, conditional("PUT", spare, document.formatted("spare").replace("5}", "6}"), read));
        var patched = send(
                200, conditional("PATCH", spare, patch, replaced).with("content-type", "application/merge-patch+json"));
        send(204, conditional("DELETE", spare, "", patched));
        send(201, RestRequest.admin("POST", path, document.formatted(id)).with("idempotency-key", path));
    }

    private static RestRequest conditional(String method, String path, String body, HttpAnswer seen) {
        return RestRequest.admin(method, path, body)
                .with("if-match", seen.headers().path("etag").asText());
    }

    private static void keys() throws Exception {
        var keys = "subscriptions/app/keys";
        var key = keys + "/"
                + ask(201, "POST", keys, "{}").json().at("/stored/id").asText();
        ask(200, "GET", keys, "");
        ask(200, "GET", key, "");
        ask(201, "POST", key + "/rotate", "{\"overlap\":\"1h\"}");
        ask(204, "DELETE", key, "");
    }

    /** A new one, and one that is there. */
    private static void credentials() throws Exception {
        ask(200, "GET", "credentials", "");
        ask(204, "PUT", "credentials/provider-key", "{\"value\":\"sk-one\"}");
        ask(204, "PUT", "credentials/provider-key", "{\"value\":\"sk-two\"}");
    }

    private static void usage() throws Exception {
        for (var owner : List.of("usage/subscriptions/app", "usage/backends/provider")) {
            var window = "{\"window\":\"1min\",\"reason\":\"as agreed\"";
            ask(200, "POST", owner + "/reset", window + "}");
            send(
                    200,
                    RestRequest.admin("POST", owner + "/top-up", window + ",\"granted\":{\"requestCount\":3}}")
                            .with("idempotency-key", "once"));
            ask(200, "GET", owner, "");
            ask(200, "GET", owner + "/history", "");
        }
        ask(200, "GET", "usage/top?dimension=requestCount&window=1min", "");
        ask(200, "GET", "explain?subscription=app&backend=provider&model=m&promptTokens=1&completionTokens=1", "");
    }

    private static void throttlePolicies() throws Exception {
        var path = "api/am/admin/v4/throttling/policies/subscription";
        ask(201, "POST", path, THROTTLE_POLICY);
        ask(200, "GET", path, "");
        ask(200, "GET", path + "/gold", "");
        ask(200, "PUT", path + "/gold", THROTTLE_POLICY.replace("300", "400"));
        ask(200, "DELETE", path + "/gold", "");
    }

    private static HttpAnswer ask(int status, String method, String path, String body) throws Exception {
        return send(status, RestRequest.admin(method, path, body));
    }

    private static HttpAnswer send(int status, RestRequest request) throws InterruptedException {
        ASKED.add(new AdminRoutes.Route(request.method(), request.resource()));
        var answer = function.send(request);
        assertThat(answer.status())
                .as("%s %s: %s; denied: %s", request.method(), request.path(), answer.body(), aws.denied())
                .isEqualTo(status);
        return answer;
    }

    @Test
    void theWalk_meetsEveryRoute() {
        assertThat(ASKED)
                .containsExactlyInAnyOrderElementsOf(AdminRoutes.ofTheBuild().all());
    }

    @Test
    void theFunction_hasTheRightsThatItNeeds() {
        assertThat(aws.denied()).isEmpty();
    }

    @Test
    void theFunction_hasNoRightsThatItDoesNotNeed() {
        assertThat(aws.unused()).isEmpty();
    }
}
