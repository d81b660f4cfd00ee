package dev.tollgate.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.access.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request as API Gateway writes it down, for the resource {@code /{proxy+}} of a REST API. */
record Ask(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        String body,
        ObjectNode context) {
    static final String ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
    static final String ACCOUNT = "123456789012";

    /** Half a character survives as an escape alone. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    static Ask of(String method, String path) {
        var context = JsonNodeFactory.instance.objectNode();
        context.put("requestId", ID).putObject("identity").putNull("userArn");
        return new Ask(method, path, Map.of(), Map.of(), "", context);
    }

    /** By a session of the role that {@link AdminFixture#ROLES} has for it. */
    static Ask get(String path) {
        return of("GET", path).as(Role.VIEWER);
    }

    Ask as(Role role) {
        return as("arn:aws:sts::%s:assumed-role/Tollgate-%s/jane@example.com".formatted(ACCOUNT, role.id()));
    }

    Ask as(String userArn) {
        var changed = context.deepCopy();
        changed.putObject("identity").put("userArn", userArn);
        return new Ask(method, path, query, headers, body, changed);
    }

    Ask inGroups(String groups) {
        var changed = context.deepCopy();
        changed.putObject("authorizer")
                .putObject("claims")
                .put("sub", "11111111-2222-3333-4444-555555555555")
                .put("cognito:groups", groups);
        return new Ask(method, path, query, headers, body, changed);
    }

    Ask by(String otherMethod) {
        return new Ask(otherMethod, path, query, headers, body, context);
    }

    Ask with(String header, String... values) {
        var changed = new LinkedHashMap<>(headers);
        changed.put(header, List.of(values));
        return new Ask(method, path, query, changed, body, context);
    }

    Ask where(String parameter, String... values) {
        var changed = new LinkedHashMap<>(query);
        changed.put(parameter, List.of(values));
        return new Ask(method, path, changed, headers, body, context);
    }

    Ask withBody(String text) {
        return new Ask(method, path, query, headers, text, context);
    }

    /** The same with this document in JSON. */
    Ask sending(String json) {
        return withBody(json).with("Content-Type", "application/json");
    }

    String event() {
        var event = JSON.createObjectNode()
                .put("resource", "/{proxy+}")
                .put("path", path)
                .put("httpMethod", method);
        add(event, "headers", "multiValueHeaders", headers);
        add(event, "queryStringParameters", "multiValueQueryStringParameters", query);
        if (path.equals("/")) {
            event.putNull("pathParameters");
        } else {
            event.putObject("pathParameters").put("proxy", path.substring(1));
        }
        event.set("requestContext", context);
        event.put("body", body).put("isBase64Encoded", false);
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree can be written", e);
        }
    }

    /** Where there are none, API Gateway writes null. */
    private static void add(ObjectNode event, String single, String multiple, Map<String, List<String>> values) {
        if (values.isEmpty()) {
            event.putNull(single).putNull(multiple);
            return;
        }
        var last = event.putObject(single);
        var all = event.putObject(multiple);
        values.forEach((name, each) -> {
            last.put(name, each.getLast());
            each.forEach(all.withArray("/" + name.replace("~", "~0").replace("/", "~1"))::add);
        });
    }
}
