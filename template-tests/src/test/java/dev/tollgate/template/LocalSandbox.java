package dev.tollgate.template;

import dev.tollgate.testkit.secrets.SecretsManagerStub;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The sandbox on this machine, from its templates: its tables, its secrets, and what its functions start with. That is what the
 * template sets and, but for AWS's endpoint and credentials, nothing else. To be closed.
 */
final class LocalSandbox implements AutoCloseable {
    private static final String STAGE = "Sandbox";
    private static final byte[] PEPPER = new byte[32];

    /** Providers are on this machine, which does everything at once. */
    private static final Map<String, Object> SETTINGS = Map.of(
            "sandbox.plainHttp", "true",
            "sandbox.allowedNetworks", "127.0.0.0/8,::1/128",
            "sandbox.storeTimeoutMs", "15000");

    private final Stages stages;
    private final TablesServer tables = new TablesServer();
    private final SecretsManagerStub secrets = new SecretsManagerStub();

    /** Synthesized from these settings beside what must be set. */
    LocalSandbox(Map<String, Object> settings) throws IOException {
        stages = stages(settings);
        var data = template("Data");
        TemplateTables.create(data, tables.client());
        data.properties("AWS::SecretsManager::Secret")
                .values()
                .forEach(secret -> secrets.put(Template.literal(secret, "Name"), "00".repeat(PEPPER.length)));
    }

    /** Both stages with a sandbox that can be on this machine. */
    static Stages stages(Map<String, Object> settings) {
        var context = new HashMap<>(Stages.LEAST);
        context.putAll(SETTINGS);
        context.putAll(settings);
        return Stages.of(context);
    }

    /** What its keys are hashed with. */
    static byte[] pepper() {
        return PEPPER.clone();
    }

    Template template(String stack) {
        return stages.template(STAGE, stack);
    }

    DynamoDbClient tables() {
        return tables.client();
    }

    SecretsManagerStub secrets() {
        return secrets;
    }

    /** AWS for the function with this handler, as far as its role goes. */
    AwsDouble aws(String stack, Class<?> handler) throws IOException {
        return new AwsDouble(Rights.of(template(stack), handler), tables.uri(), secrets.uri());
    }

    /** What the template sets in a function's environment. */
    Map<String, String> variables(String stack, Class<?> handler) {
        return TemplateFunctions.variables(template(stack), handler);
    }

    /** The same, and where AWS is. */
    Map<String, String> variables(String stack, Class<?> handler, AwsDouble aws) {
        var variables = new HashMap<>(variables(stack, handler));
        variables.put("AWS_ENDPOINT_URL", aws.uri().toString());
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        return variables;
    }

    @Override
    public void close() throws IOException {
        secrets.close();
        tables.close();
    }
}
