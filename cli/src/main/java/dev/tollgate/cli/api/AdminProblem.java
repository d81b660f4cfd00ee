package dev.tollgate.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The API refuses a call. Its message has a line for each fault, as the problem details (RFC 9457) name them. */
public final class AdminProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private AdminProblem(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Of a reply, whether it is written as a problem or not. */
    static AdminProblem of(int status, String body) {
        JsonNode problem;
        try {
            problem = Json.read(body);
        } catch (IllegalArgumentException e) {
            problem = Json.object();
        }
        var lines = new ArrayList<String>();
        // API Gateway's own refusals have a message alone.
        var detail = problem.path("detail").asText(problem.path("message").asText());
        lines.add(
                Stream.of(String.valueOf(status), problem.path("title").asText(), detail.isEmpty() ? "" : "- " + detail)
                        .filter(part -> !part.isEmpty())
                        .reduce((one, next) -> one + " " + next)
                        .orElseThrow());
        problem.path("errors")
                .forEach(error ->
                        lines.add("  " + where(error) + error.path("detail").asText()));
        problem.at("/users/items")
                .forEach(user -> lines.add("  used by %s %s"
                        .formatted(user.path("kind").asText(), user.path("id").asText())));
        if (problem.at("/users/hasMore").asBoolean()) {
            lines.add("  and by others");
        }
        return new AdminProblem(status, String.join("\n", lines));
    }

    /** As the API would say it: 412. */
    public static AdminProblem changed() {
        return new AdminProblem(412, "412 Precondition Failed - it is not any more what was read");
    }

    private static String where(JsonNode error) {
        return List.of("pointer", "parameter", "header").stream()
                .filter(error::has)
                .findFirst()
                .map(kind -> (kind.equals("pointer") ? "" : kind + " ")
                        + place(error.path(kind).asText()) + ": ")
                .orElse("");
    }

    private static String place(String pointer) {
        return pointer.isEmpty() ? "the body" : pointer;
    }

    /** The reply's status, 300 or higher. */
    public int status() {
        return status;
    }
}
