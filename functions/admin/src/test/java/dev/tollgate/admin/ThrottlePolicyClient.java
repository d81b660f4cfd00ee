package dev.tollgate.admin;

import dev.tollgate.admin.access.Caller;
import dev.tollgate.admin.http.Body;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import dev.tollgate.admin.wso2.PolicyWriter;
import dev.tollgate.admin.wso2.ThrottlePolicyEndpoints;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.ConfigurationStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Somebody at WSO2's path. Every reply is held against {@code openapi.yaml}. */
record ThrottlePolicyClient(ThrottlePolicyEndpoints endpoints) {
    private static final String LIST = "/api/am/admin/v4/throttling/policies/subscription";
    private static final String ONE = LIST + "/{id}";
    private static final ApiDocument DOCUMENT = new ApiDocument();

    Answer list(Map<String, String> headers, Map<String, List<String>> query) {
        return checked("GET", LIST, endpoints.list(request("GET", headers, query, "")));
    }

    Answer create(String body) {
        return create(Map.of(), body);
    }

    Answer create(Map<String, String> headers, String body) {
        return checked("POST", LIST, endpoints.create(request("POST", headers, Map.of(), body)));
    }

    Answer read(String id) {
        return send("GET", id, "", Map.of());
    }

    Answer replace(String id, String body) {
        return send("PUT", id, body, Map.of());
    }

    Answer delete(String id) {
        return send("DELETE", id, "", Map.of());
    }

    Answer send(String method, String id, String body, Map<String, String> headers) {
        var request = request(method, headers, Map.of(), body);
        return checked(
                method,
                ONE,
                switch (method) {
                    case "GET" -> endpoints.read(request, id);
                    case "PUT" -> endpoints.replace(request, id);
                    default -> endpoints.delete(request, id);
                });
    }

    private static Request request(
            String method, Map<String, String> headers, Map<String, List<String>> query, String body) {
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        return new Request(
                Ask.ID,
                method,
                LIST,
                query,
                byName,
                new Body(body, false),
                new Caller("", "", List.of(), new Redacted("")));
    }

    /** As the handler completes it. */
    private static Answer checked(String method, String template, Reply reply) {
        var complete = reply.with("x-request-id", Ask.ID);
        var answer = new Answer(complete.status(), complete.headers(), complete.body());
        DOCUMENT.check(method, template, answer);
        return answer;
    }

    /** Writes at this moment, as nobody in particular. */
    static PolicyWriter writer(ConfigurationStore store, Instant now) {
        return change -> {
            var id = change.object().id();
            var entry = new AuditEntry(AuditEntry.newId(now), now, "", "", "Policy", id, "", "", "", "");
            return store.commit(change, entry, Optional.empty());
        };
    }
}
