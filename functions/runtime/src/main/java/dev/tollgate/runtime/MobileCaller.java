package dev.tollgate.runtime;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls from an app, by the AWS Mobile SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-context.html">the fields</a>
 */
final class MobileCaller {
    private MobileCaller() {}

    /** @throws IllegalArgumentException if it is no JSON object */
    static CognitoIdentity identity(String json) {
        var fields = texts(JsonReader.object(json));
        return new Identity(fields.get("cognitoIdentityId"), fields.get("cognitoIdentityPoolId"));
    }

    /** @throws IllegalArgumentException if it is no JSON object */
    static ClientContext context(String json) {
        var fields = JsonReader.object(json);
        return new Caller(new App(texts(fields.get("client"))), texts(fields.get("custom")), texts(fields.get("env")));
    }

    /** What is no text keeps its JSON. */
    private static Map<String, String> texts(@Nullable Object object) {
        var texts = new LinkedHashMap<String, String>();
        if (object instanceof Map<?, ?> fields) {
            for (var field : fields.entrySet()) {
                texts.put(String.valueOf(field.getKey()), String.valueOf(field.getValue()));
            }
        }
        return texts;
    }

    private record Identity(@Nullable String id, @Nullable String pool) implements CognitoIdentity {
        @Override
        public @Nullable String getIdentityId() {
            return id;
        }

        @Override
        public @Nullable String getIdentityPoolId() {
            return pool;
        }
    }

    private record Caller(Client client, Map<String, String> custom, Map<String, String> environment)
            implements ClientContext {
        @Override
        public Client getClient() {
            return client;
        }

        @Override
        public Map<String, String> getCustom() {
            return custom;
        }

        @Override
        public Map<String, String> getEnvironment() {
            return environment;
        }
    }

    private record App(Map<String, String> fields) implements Client {
        @Override
        public @Nullable String getInstallationId() {
            return fields.get("installation_id");
        }

        @Override
        public @Nullable String getAppTitle() {
            return fields.get("app_title");
        }

        @Override
        public @Nullable String getAppVersionName() {
            return fields.get("app_version_name");
        }

        @Override
        public @Nullable String getAppVersionCode() {
            return fields.get("app_version_code");
        }

        @Override
        public @Nullable String getAppPackageName() {
            return fields.get("app_package_name");
        }
    }
}
