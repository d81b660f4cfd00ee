package dev.tollgate.template;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request as API Gateway hands it to a function.
 *
 * @param method such as {@code POST}
 * @param resource what the path was matched with, such as {@code /{backend}/{proxy+}}
 * @param path of the whole request behind the stage
 * @param parameters what the resource's variables stand for
 * @param query decoded
 * @param identity who has signed it; empty where nobody has
 * @param headers in lower case
 * @param body empty where there is none
 */
record RestRequest(
        String method,
        String resource,
        String path,
        Map<String, String> parameters,
        Map<String, String> query,
        Map<String, String> identity,
        Map<String, String> headers,
        String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/Platform/jane";

    /** Whose session asks where the administration is asked. */
    static final String ROLE = "arn:aws:iam::123456789012:role/Platform";

    /** A call of a model. */
    static RestRequest call(String backend, String path, String key, String body) {
        return new RestRequest(
                "POST",
                "/{backend}/{proxy+}",
                "/" + backend + "/" + path,
                Map.of("backend", backend, "proxy", path),
                Map.of(),
                Map.of(),
                Map.of("authorization", "Bearer " + key, "content-type", "application/json"),
                body);
    }

    /**
     * A request of {@link #ROLE}.
     *
     * @param pathAndQuery without a slash before it; nothing in it needs an escape
     * @throws IllegalArgumentException if the administration has no such route
     */
    static RestRequest admin(String method, String pathAndQuery, String body) {
        var uri = URI.create("/" + pathAndQuery);
        var route = AdminRoutes.ofTheBuild().find(method, uri.getPath());
        return new RestRequest(
                method,
                route.resource(),
                uri.getPath(),
                route.parameters(uri.getPath()).orElseThrow(),
                query(uri),
                Map.of("userArn", SESSION),
                body.isEmpty() ? Map.of() : Map.of("content-type", "application/json"),
                body);
    }

    private static Map<String, String> query(URI uri) {
        return Pattern.compile("&")
                .splitAsStream(Objects.requireNonNullElse(uri.getQuery(), ""))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /** The same with one more header, in place of the one of that name. */
    RestRequest with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new RestRequest(method, resource, path, parameters, query, identity, more, body);
    }

    /** The event. */
    String event() {
        var event = JSON.createObjectNode()
                .put("resource", resource)
                .put("path", path)
                .put("httpMethod", method)
                .put("body", body.isEmpty() ? null : body)
                .put("isBase64Encoded", false);
        add(event, "headers", "multiValueHeaders", headers);
        add(event, "queryStringParameters", "multiValueQueryStringParameters", query);
        event.set("pathParameters", parameters.isEmpty() ? null : JSON.valueToTree(parameters));
        event.putObject("requestContext")
                .put("requestId", UUID.randomUUID().toString())
                .put("resourcePath", resource)
                .put("httpMethod", method)
                .set("identity", JSON.valueToTree(identity));
        return event.toString();
    }

    /** Where there are none, API Gateway writes null. */
    private static void add(ObjectNode event, String single, String multiple, Map<String, String> values) {
        if (values.isEmpty()) {
            event.putNull(single).putNull(multiple);
            return;
        }
        event.set(single, JSON.valueToTree(values));
        var all = event.putObject(multiple);
        values.forEach((name, value) -> all.putArray(name).add(value));
    }
}
