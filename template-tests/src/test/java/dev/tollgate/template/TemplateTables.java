package dev.tollgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The tables of a template, with what matters to the functions: keys, billing mode and time to live. */
final class TemplateTables {
    private static final String TYPE = "AWS::DynamoDB::Table";

    private TemplateTables() {}

    /** Creates all of them. */
    static void create(Template template, DynamoDbClient client) {
        template.properties(TYPE).values().forEach(properties -> create(properties, client));
    }

    private static void create(JsonNode properties, DynamoDbClient client) {
        var request = request(properties);
        var name = request.tableName();
        client.createTable(request);
        client.waiter().waitUntilTableExists(table -> table.tableName(name));
        timeToLive(properties)
                .ifPresent(attribute -> client.updateTimeToLive(update -> update.tableName(name)
                        .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(attribute))));
    }

    static CreateTableRequest request(JsonNode properties) {
        return CreateTableRequest.builder()
                .tableName(Template.literal(properties, "TableName"))
                .billingMode(Template.literal(properties, "BillingMode"))
                .keySchema(Template.each(properties.path("KeySchema"))
                        .map(key -> KeySchemaElement.builder()
                                .attributeName(Template.literal(key, "AttributeName"))
                                .keyType(Template.literal(key, "KeyType"))
                                .build())
                        .toList())
                .attributeDefinitions(Template.each(properties.path("AttributeDefinitions"))
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(Template.literal(attribute, "AttributeName"))
                                .attributeType(Template.literal(attribute, "AttributeType"))
                                .build())
                        .toList())
                .build();
    }

    /** The attribute that says when an item may be deleted. */
    static Optional<String> timeToLive(JsonNode properties) {
        var specification = properties.path("TimeToLiveSpecification");
        return specification.path("Enabled").asBoolean()
                ? Optional.of(Template.literal(specification, "AttributeName"))
                : Optional.empty();
    }
}
