package dev.tollgate.benchmarks.startup;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.testkit.lambda.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a function finds where it runs: its tables, its secrets, a provider, all behind TLS; and a subscription whose key
 * calls come with. To be closed.
 */
final class Surroundings implements AutoCloseable {
    private static final String SECRETS = "tollgate/sandbox/";
    private static final String PEPPER = "5a".repeat(32);

    private final Certificate certificate;
    private final TlsServer store;
    private final TlsServer provider;
    private final String key;

    Surroundings(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        certificate = Certificate.create(folder);
        var tls = certificate.context();
        provider = TlsServer.start(tls, new Provider());
        var issued = new KeyHasher(HexFormat.of().parseHex(PEPPER)).issue(Stage.SANDBOX, "app", new SecureRandom());
        key = issued.text().reveal();
        List<ConfigurationObject> configuration = List.of(
                issued.stored(),
                Policy.of(
                        "plan",
                        new Quota(
                                new WindowLength(1, WindowUnit.DAY), Map.of(Dimension.REQUEST_COUNT, 1_000_000_000L))),
                Backend.of("openai", "openai", provider.uri(), "openai-key"),
                new Subscription("app", "An application", "plan", Set.of("openai")));
        var answers = new Store(Map.of(SECRETS + "pepper", PEPPER, SECRETS + "credentials/openai-key", "sk-provider"));
        configuration.forEach(answers::put);
        store = TlsServer.start(tls, answers);
    }

    /** A function of this zip among them. */
    Deployment deploy(Path zip, Class<?> handler) {
        return Deployment.of(zip, handler.getName())
                .with("JAVA_TOOL_OPTIONS", certificate.options())
                .with("AWS_ACCESS_KEY_ID", "local")
                .with("AWS_SECRET_ACCESS_KEY", "local")
                .with("AWS_ENDPOINT_URL_DYNAMODB", store.uri().toString())
                .with("AWS_ENDPOINT_URL_SECRETS_MANAGER", store.uri().toString())
                .with("TOLLGATE_STAGE", Stage.SANDBOX.id())
                .with("TOLLGATE_CONFIGURATION_TABLE", "configuration")
                .with("TOLLGATE_COUNTERS_TABLE", "counters")
                .with("TOLLGATE_SECRETS_PREFIX", SECRETS)
                .with("TOLLGATE_ALLOWED_NETWORKS", "127.0.0.0/8,::1/128");
    }

    /** A call with about a kilobyte of prompt, as API Gateway passes it on; its reply is to be streamed. */
    String event() {
        var prompt = "Say in a few words what a quota is. ".repeat(20);
        var event = new ObjectMapper().createObjectNode();
        event.put("httpMethod", "POST").put("path", "/openai/v1/chat/completions");
        event.putObject("headers").put("authorization", "Bearer " + key).put("content-type", "application/json");
        event.putObject("pathParameters").put("backend", "openai").put("proxy", "v1/chat/completions");
        event.putObject("requestContext").put("requestId", "r").put("stage", "sandbox");
        event.put("body", """
                {"model":"gpt-5-mini","max_completion_tokens":64,"stream":true,\
                "messages":[{"role":"user","content":"%s"}]}""".formatted(prompt));
        return event.toString();
    }

    @Override
    public void close() {
        store.close();
        provider.close();
    }
}
