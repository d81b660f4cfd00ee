package dev.tollgate.admin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.access.Caller;
import dev.tollgate.core.Redacted;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads who sent a request from what API Gateway says of it, and from its one header that says so itself. */
final class CallerReader {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(?<token>\\S+)");

    private CallerReader() {}

    static Caller read(JsonNode context, Map<String, String> headers) {
        var claims = context.path("authorizer").path("claims");
        return new Caller(
                context.path("identity").path("userArn").asText(""),
                claims.path("sub").asText(""),
                groups(claims.path("cognito:groups")),
                bearerToken(headers.getOrDefault("authorization", "")));
    }

    /** The authorizer of a REST API makes texts of all claims: a list becomes one with commas. */
    private static List<String> groups(JsonNode claim) {
        var texts = claim.isArray() ? claim.valueStream() : Stream.of(claim);
        return texts.flatMap(text -> COMMA.splitAsStream(text.asText("")))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .toList();
    }

    private static Redacted bearerToken(String header) {
        var bearer = BEARER.matcher(header.strip());
        return new Redacted(bearer.matches() ? bearer.group("token") : "");
    }
}
