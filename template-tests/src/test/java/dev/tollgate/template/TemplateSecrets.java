package dev.tollgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;

/** The secrets of a template, with random values as it describes them. */
final class TemplateSecrets {
    private static final String TYPE = "AWS::SecretsManager::Secret";

    private TemplateSecrets() {}

    /**
     * Creates all of them. Their values are made by Secrets Manager itself, as CloudFormation has it make them.
     *
     * @throws IllegalArgumentException if one has no name, or is not made up of random characters alone
     */
    static void create(Template template, SecretsManagerClient client) {
        template.properties(TYPE).values().forEach(properties -> {
            var name = Template.literal(properties, "Name");
            var value = client.getRandomPassword(form(properties.path("GenerateSecretString")));
            client.createSecret(secret -> secret.name(name).secretString(value.randomPassword()));
        });
    }

    static GetRandomPasswordRequest form(JsonNode generate) {
        if (!generate.isObject() || generate.has("SecretStringTemplate")) {
            throw new IllegalArgumentException("not random characters alone: " + generate);
        }
        return GetRandomPasswordRequest.builder()
                .passwordLength(generate.path("PasswordLength").asLong(32))
                .excludeCharacters(generate.path("ExcludeCharacters").asText())
                .excludeNumbers(generate.path("ExcludeNumbers").asBoolean())
                .excludePunctuation(generate.path("ExcludePunctuation").asBoolean())
                .excludeUppercase(generate.path("ExcludeUppercase").asBoolean())
                .excludeLowercase(generate.path("ExcludeLowercase").asBoolean())
                .includeSpace(generate.path("IncludeSpace").asBoolean())
                .requireEachIncludedType(
                        generate.path("RequireEachIncludedType").asBoolean(true))
                .build();
    }
}
