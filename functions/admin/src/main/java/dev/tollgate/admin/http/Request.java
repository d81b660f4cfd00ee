package dev.tollgate.admin.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.admin.access.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as API Gateway brought it, read once. Immutable.
 *
 * @param id API Gateway's id of it: the {@code x-request-id} of the reply and of what is logged
 * @param method such as {@code GET}
 * @param path what stands behind the stage, such as {@code /policies}
 * @param query all values of each query parameter, decoded
 * @param headers all values of each by name without regard to case, with commas between them
 * @param body what it carries
 * @param caller who sent it
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">the
 *     event</a>
 */
public record Request(
        String id,
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Body body,
        Caller caller) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String ANY = "/{proxy+}";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)\\+?}");

    /**
     * Reads a REST proxy event: of a resource such as {@code /policies/{id}}, or of one that ends in {@code {proxy+}}, which
     * stands for the whole path.
     *
     * @throws IOException if it is not such an event; it quotes nothing of it
     */
    public static Request read(InputStream event) throws IOException {
        var fields = tree(event);
        var context = fields.path("requestContext");
        var method = fields.path("httpMethod").asText("");
        if (method.isEmpty()) {
            throw new IOException("not a REST proxy event: it has no httpMethod");
        }
        var headers = headers(fields.path("multiValueHeaders"));
        return new Request(
                context.path("requestId").asText(""),
                method,
                path(fields.path("resource").asText(ANY), fields.path("pathParameters")),
                values(fields.path("multiValueQueryStringParameters")),
                headers,
                new Body(
                        fields.path("body").asText(""),
                        fields.path("isBase64Encoded").asBoolean(false)),
                CallerReader.read(context, headers));
    }

    /** The header's value, empty where there is none. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * The document in JSON that it carries.
     *
     * @param types what it may be sent as
     * @throws Refused if it carries none
     */
    public JsonNode document(List<String> types) {
        return body.document(header("content-type").orElse(""), types);
    }

    /** Without query, headers and body, which may hold what is secret. */
    @Override
    public String toString() {
        return "%s %s %s".formatted(id, method, path);
    }

    private static JsonNode tree(InputStream event) throws IOException {
        try {
            return JSON.readTree(event);
        } catch (JsonProcessingException e) {
            throw new IOException("the event is not JSON: " + e.getClass().getSimpleName());
        }
    }

    /** Not the event's own path: a custom domain puts its base path in front of that. */
    private static String path(String resource, JsonNode parameters) {
        var template = parameters.has("proxy") ? ANY : resource;
        return VARIABLE.matcher(template).replaceAll(variable -> {
            var value = parameters.path(variable.group(1)).asText("");
            // A slash that was encoded must not become one that parts the path: IAM has allowed another one.
            return Matcher.quoteReplacement(template.equals(ANY) ? value : value.replace("/", "%2F"));
        });
    }

    private static Map<String, List<String>> values(JsonNode fields) {
        var values = new LinkedHashMap<String, List<String>>();
        fields.properties()
                .forEach(field -> values.put(
                        field.getKey(),
                        field.getValue().valueStream().map(JsonNode::asText).toList()));
        return values;
    }

    private static Map<String, String> headers(JsonNode fields) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        values(fields)
                .forEach((name, values) ->
                        headers.merge(name, String.join(", ", values), (one, other) -> one + ", " + other));
        return headers;
    }
}
