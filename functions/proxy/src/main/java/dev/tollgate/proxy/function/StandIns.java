package dev.tollgate.proxy.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.proxy.function.StandInServer.Reply;
import dev.tollgate.proxy.function.StandInServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the rehearsed function talks to in place of DynamoDB, Secrets Manager and providers. Of the tables it keeps documents
 * alone; every counter is that of a window's first call. Thread safe.
 *
 * @param secret the text of every secret
 */
record StandIns(String secret, Map<JsonNode, JsonNode> documents) implements StandInServer.Answers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> FIGURES_AND_LEASES = List.of("r", "p", "c", "t", "m", "l");
    private static final Reply NOTHING = json(JSON.createObjectNode());

    StandIns(String secret) {
        this(secret, new ConcurrentHashMap<>());
    }

    @Override
    public Reply to(Request request) {
        var operation = request.headers().getOrDefault("x-amz-target", "");
        return operation.isEmpty() ? RehearsedCall.reply(request) : aws(operation, read(request.body()));
    }

    private Reply aws(String operation, JsonNode request) {
        var key = request.path("Key");
        var values = request.path("ExpressionAttributeValues");
        if (operation.endsWith(".GetSecretValue")) {
            return json(JSON.createObjectNode().put("SecretString", secret));
        }
        if (operation.endsWith(".Query")) {
            return json(list(values.path(":partition")));
        }
        if (operation.endsWith(".GetItem")) {
            return documents.containsKey(key) ? json(found(key)) : NOTHING;
        }
        if (values.has(":document")) {
            documents.put(key, values.path(":document"));
        }
        return request.has("ReturnValues") ? json(counted(values)) : NOTHING;
    }

    private JsonNode found(JsonNode key) {
        return JSON.createObjectNode().set("Item", item(key));
    }

    private JsonNode list(JsonNode partition) {
        var items = JSON.createArrayNode();
        documents.keySet().stream()
                .filter(key -> key.path("pk").equals(partition))
                .forEach(key -> items.add(item(key)));
        return JSON.createObjectNode().set("Items", items);
    }

    private JsonNode item(JsonNode key) {
        var item = JSON.createObjectNode();
        item.set("pk", key.path("pk"));
        item.set("sk", key.path("sk"));
        item.set("document", documents.get(key));
        item.putObject("version").put("N", "1");
        item.putObject("createdAt").put("N", "1");
        return item;
    }

    private static JsonNode counted(JsonNode added) {
        var reply = JSON.createObjectNode();
        var attributes = reply.putObject("Attributes");
        FIGURES_AND_LEASES.stream()
                .filter(name -> added.has(":" + name))
                .forEach(name -> attributes.set(name, added.path(":" + name)));
        return reply;
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply json(JsonNode body) {
        return new Reply(200, "application/x-amz-json-1.0", body.toString().getBytes(UTF_8));
    }
}
