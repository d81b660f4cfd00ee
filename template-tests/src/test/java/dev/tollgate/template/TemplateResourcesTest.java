package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;

class TemplateResourcesTest {
    private static final String TABLE = """
            {"TableName": "counters", "BillingMode": "PAY_PER_REQUEST",
             "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}],
             "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "N"}]}""";

    @Test
    void aTable_isAsTheTemplateHasIt() {
        assertThat(TemplateTables.request(json(TABLE)))
                .isEqualTo(CreateTableRequest.builder()
                        .tableName("counters")
                        .billingMode("PAY_PER_REQUEST")
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("a")
                                .keyType("HASH")
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("a")
                                .attributeType("N")
                                .build())
                        .build());
    }

    @Test
    void aTable_hasATimeToLive_onlyWhereItIsEnabled() {
        assertThat(TemplateTables.timeToLive(json(TABLE))).isEmpty();
        assertThat(TemplateTables.timeToLive(
                        json("{\"TimeToLiveSpecification\": {\"AttributeName\": \"e\", \"Enabled\": false}}")))
                .isEmpty();
        assertThat(TemplateTables.timeToLive(
                        json("{\"TimeToLiveSpecification\": {\"AttributeName\": \"e\", \"Enabled\": true}}")))
                .contains("e");
    }

    @Test
    void aSecret_hasTheDefaultsOfCloudFormation() {
        assertThat(TemplateSecrets.form(json("{\"ExcludeUppercase\": true}")))
                .isEqualTo(GetRandomPasswordRequest.builder()
                        .passwordLength(32L)
                        .excludeCharacters("")
                        .excludeNumbers(false)
                        .excludePunctuation(false)
                        .excludeUppercase(true)
                        .excludeLowercase(false)
                        .includeSpace(false)
                        .requireEachIncludedType(true)
                        .build());
    }

    @Test
    void aSecret_thatIsNotRandomAlone_isRefused() {
        assertThatThrownBy(() -> TemplateSecrets.form(json("{\"SecretStringTemplate\": \"{}\"}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TemplateSecrets.form(json("{}").path("GenerateSecretString")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFunction_hasTheTextsOfTheTemplate() {
        assertThat(variables("\"a text\"")).containsOnly(Map.entry("NAME", "a text"));
        assertThatThrownBy(() -> variables("{\"Ref\": \"Other\"}"))
                .hasMessage("NAME is no literal text: {\"Ref\":\"Other\"}");
    }

    private static Map<String, String> variables(String value) {
        var template = """
                {"Resources": {"F": {"Type": "AWS::Lambda::Function", "Properties": {
                   "Handler": "java.lang.String", "Environment": {"Variables": {"NAME": %s}}}}}}""".formatted(value);
        return TemplateFunctions.variables(new Template(json(template)), String.class);
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
