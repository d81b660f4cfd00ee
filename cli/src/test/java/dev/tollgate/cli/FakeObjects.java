package dev.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.FakeApi.Asked;
import dev.tollgate.cli.FakeApi.Replied;
import dev.tollgate.cli.api.Json;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects with versions, as the API has them: conditions on writes, defaults for what is left out, references that must be there
 * and must not be deleted while something refers to them.
 */
final class FakeObjects {
    private static final Map<String, String> DEFAULTS = Map.of(
            "policies", "{\"billingPlan\":\"FREE\",\"limits\":{\"quotas\":[]}}",
            "backends", "{\"models\":[],\"dialect\":\"openai\"}",
            "subscriptions", "{\"status\":\"ACTIVE\",\"fallbackOrder\":[]}",
            "prices", "{\"currency\":\"EUR\"}");

    private final Map<String, NavigableMap<String, ObjectNode>> kinds =
            new ConcurrentSkipListMap<>(DEFAULTS.keySet().stream()
                    .collect(Collectors.toMap(kind -> kind, kind -> new TreeMap<String, ObjectNode>())));

    /** Stores an object without asking anything. */
    synchronized void put(String kind, String object) {
        var node = (ObjectNode) Json.read(object);
        stored(kind).put(node.path("id").asText(), normalised(kind, node, 1));
    }

    synchronized JsonNode get(String kind, String id) {
        return Optional.<JsonNode>ofNullable(stored(kind).get(id)).orElseGet(() -> Json.object());
    }

    synchronized int count(String kind) {
        return stored(kind).size();
    }

    /** The reply to a request about objects, empty if it is about something else. */
    synchronized Optional<Replied> reply(Asked request) {
        var parts = request.path().split("/", -1);
        if (parts.length > 3 || !kinds.containsKey(parts[1])) {
            return Optional.empty();
        }
        return Optional.of(parts.length == 2 ? ofKind(parts[1], request) : ofObject(parts[1], parts[2], request));
    }

    private Replied ofKind(String kind, Asked request) {
        if (request.method().equals("POST")) {
            var id = request.body().path("id").asText();
            return stored(kind).containsKey(id)
                    ? FakeApi.problem(409, "Conflict", id + " is there already")
                    : store(kind, id, request, 1);
        }
        var limit = Integer.parseInt(request.query().get("limit"));
        var page = Json.object();
        var items = page.putArray("items");
        for (var object : stored(kind)
                .tailMap(request.query().getOrDefault("after", ""), false)
                .values()) {
            if (items.size() == limit) {
                var last = items.get(limit - 1).path("id").asText();
                page.put("next", "?limit=%d&after=%s".formatted(limit, last));
                break;
            }
            items.add(object);
        }
        return new Replied(200, page);
    }

    private Replied ofObject(String kind, String id, Asked request) {
        var current = stored(kind).get(id);
        if (current == null && !request.header("if-none-match").equals("*")) {
            return FakeApi.problem(404, "Not Found", "there is no " + id);
        }
        if (!request.method().equals("GET")) {
            var fault = conditionFault(current, request);
            if (fault.isPresent()) {
                return fault.get();
            }
        }
        if (current == null) {
            return store(kind, id, request, 1);
        }
        return switch (request.method()) {
            case "GET" -> new Replied(200, current, etag(current));
            case "DELETE" -> delete(kind, id, request);
            case "PATCH" -> {
                var merged = current.deepCopy();
                merged.setAll((ObjectNode) request.body());
                yield store(kind, id, new Asked("PUT", "", request.query(), Map.of(), merged), version(current) + 1);
            }
            default -> store(kind, id, request, version(current) + 1);
        };
    }

    private static Optional<Replied> conditionFault(@Nullable JsonNode current, Asked request) {
        var match = request.header("if-match");
        if (match.isEmpty() && request.header("if-none-match").isEmpty()) {
            return Optional.of(FakeApi.problem(428, "Precondition Required", "If-Match is missing"));
        }
        var holds = current == null ? match.isEmpty() : match.equals("*") || match.equals(etag(current));
        return holds
                ? Optional.empty()
                : Optional.of(FakeApi.problem(412, "Precondition Failed", "it is another version"));
    }

    private Replied store(String kind, String id, Asked request, int version) {
        if (request.body().has("wrong")) {
            var problem = FakeApi.problem(400, "Bad Request", "the request is not understood: see errors");
            var errors = ((ObjectNode) problem.body()).putArray("errors");
            errors.addObject().put("pointer", "/wrong").put("detail", "is not known");
            errors.addObject().put("header", "x-reason").put("detail", "is not nice");
            return problem;
        }
        if (kind.equals("subscriptions") && missing(request.body())) {
            return FakeApi.problem(400, "Bad Request", "it refers to what is not there");
        }
        var object = normalised(kind, (ObjectNode) request.body(), version);
        if (!request.query().containsKey("dryRun")) {
            stored(kind).put(id, object);
        }
        return new Replied(version == 1 ? 201 : 200, object, etag(object));
    }

    private boolean missing(JsonNode subscription) {
        return !stored("policies").containsKey(subscription.path("policy").asText())
                || Stream.of(subscription.path("backends"))
                        .anyMatch(list -> list.size() > 0
                                && !stored("backends").containsKey(list.get(0).asText()));
    }

    private Replied delete(String kind, String id, Asked request) {
        var users = stored("subscriptions").values().stream()
                .filter(each ->
                        kind.equals("policies") && each.path("policy").asText().equals(id))
                .map(each -> each.path("id").asText())
                .toList();
        if (!users.isEmpty()) {
            var problem = FakeApi.problem(409, "Conflict", id + " is in use");
            var list = ((ObjectNode) problem.body()).putObject("users").putArray("items");
            users.forEach(user -> list.addObject().put("kind", "Subscription").put("id", user));
            return problem;
        }
        if (!request.query().containsKey("dryRun")) {
            stored(kind).remove(id);
        }
        return new Replied(204, Json.read(""));
    }

    private NavigableMap<String, ObjectNode> stored(String kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }

    private static ObjectNode normalised(String kind, ObjectNode sent, int version) {
        var object = Json.object().put("id", sent.path("id").asText());
        object.put("version", version).put("createdAt", "2026-11-20T00:00:00Z");
        object.setAll((ObjectNode) Json.read(DEFAULTS.getOrDefault(kind, "{}")));
        sent.properties().forEach(field -> {
            if (!field.getKey().matches("id|version|createdAt")) {
                object.set(field.getKey(), field.getValue());
            }
        });
        return object;
    }

    private static int version(JsonNode object) {
        return object.path("version").asInt();
    }

    private static String etag(JsonNode object) {
        return "\"%d-%08x\"".formatted(version(object), object.toString().hashCode());
    }
}
