package dev.tollgate.benchmarks.startup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.dynamodb.DynamoConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * DynamoDB and Secrets Manager as far as a call needs them: it remembers documents by their keys, takes every write of a counter,
 * and keeps nothing of it. Thread safe.
 */
final class Store implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIGURES_AND_LEASES = List.of("r", "p", "c", "t", "m", "l");

    private final Map<String, String> secrets;
    private final Map<JsonNode, JsonNode> documents = new ConcurrentHashMap<>();

    Store(Map<String, String> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    /** Stores an object as the configuration is written. */
    void put(ConfigurationObject object) {
        new DynamoConfiguration(new Writes(), "configuration").put(object);
    }

    /** Takes the one write that matters. */
    private final class Writes implements DynamoDbClient {
        @Override
        public UpdateItemResponse updateItem(UpdateItemRequest request) {
            var document = text(request.expressionAttributeValues(), ":document");
            documents.put(key(request.key()), JSON.createObjectNode().put("S", document));
            return UpdateItemResponse.builder().build();
        }

        /** The mark by which keys are listed: nobody lists them. */
        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            return PutItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static JsonNode key(Map<String, AttributeValue> values) {
        var key = JSON.createObjectNode();
        key.putObject("pk").put("S", text(values, "pk"));
        key.putObject("sk").put("S", text(values, "sk"));
        return key;
    }

    private static String text(Map<String, AttributeValue> values, String name) {
        return Objects.requireNonNull(values.get(name), name).s();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody());
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var body = JSON.writeValueAsBytes(answer(target, request));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Object answer(String target, JsonNode request) {
        return switch (target) {
            case "secretsmanager.GetSecretValue" ->
                Map.of(
                        "SecretString",
                        secrets.getOrDefault(request.path("SecretId").asText(), ""));
            case "DynamoDB_20120810.GetItem" -> item(request.path("Key"));
            case "DynamoDB_20120810.Query" ->
                list(request.path("ExpressionAttributeValues").path(":partition"));
            case "DynamoDB_20120810.UpdateItem" ->
                request.path("ReturnValues").asText().equals("ALL_NEW")
                        ? Map.of("Attributes", counter(request.path("ExpressionAttributeValues")))
                        : Map.of();
            default -> throw new IllegalArgumentException(target);
        };
    }

    /** As if the call were the first one of its window: what it adds is what is there. */
    private static JsonNode counter(JsonNode added) {
        var attributes = JSON.createObjectNode();
        FIGURES_AND_LEASES.forEach(name -> {
            if (added.has(":" + name)) {
                attributes.set(name, added.path(":" + name));
            }
        });
        return attributes;
    }

    private Object item(JsonNode key) {
        return documents.containsKey(key) ? Map.of("Item", stored(key)) : Map.of();
    }

    /** All of a kind: there are never more than are asked for. */
    private Object list(JsonNode kind) {
        var items = documents.keySet().stream()
                .filter(key -> key.path("pk").equals(kind))
                .map(this::stored)
                .toList();
        return Map.of("Items", items, "Count", items.size());
    }

    private Map<String, Object> stored(JsonNode key) {
        return Map.of(
                "pk", key.path("pk"),
                "sk", key.path("sk"),
                "document", documents.getOrDefault(key, MissingNode.getInstance()),
                "version", Map.of("N", "1"),
                "createdAt", Map.of("N", "1"));
    }
}
