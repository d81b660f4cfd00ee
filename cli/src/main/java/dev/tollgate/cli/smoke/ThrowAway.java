package dev.tollgate.cli.smoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.api.AdminClient;
import dev.tollgate.cli.api.AdminProblem;
import dev.tollgate.cli.api.Call;
import dev.tollgate.cli.api.Json;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy, a subscription and a key for one run. Thread safe: while they are made, they are not taken away, and not made
 * afterwards.
 */
public final class ThrowAway {
    /** How many calls its policy lets pass. */
    static final int CALLS = 2;

    private static final int NOT_FOUND = 404;
    private static final int FAR_ABOVE_TWO_CALLS = 1_000_000;
    private static final String POLICIES = "policies";
    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final String KEYS = "keys";

    private final AdminClient admin;
    private final String id;
    private final String where;
    private final InstantSource clock;
    private final List<String> made = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private String fault = "";
    private boolean isOver;

    /**
     * Nothing yet.
     *
     * @param id of the policy and of the subscription
     * @param where the options that lead a command to the same admin API
     */
    public ThrowAway(AdminClient admin, String id, String where, InstantSource clock) {
        this.admin = admin;
        this.id = id;
        this.where = where;
        this.clock = clock;
    }

    /** Makes them, and gives the key. */
    public synchronized String make(String backend) {
        if (isOver) {
            throw new Failed("interrupted", "run it again");
        }
        create(POLICIES, policy());
        var subscription =
                Json.object().put("id", id).put("application", "Smoke test").put("policy", id);
        subscription.putArray("backends").add(backend);
        create(SUBSCRIPTIONS, subscription);
        // What cannot be taken away ends by itself.
        var key = Call.of("POST", SUBSCRIPTIONS, id, KEYS).body(Json.object().put("validFor", "1h"));
        var text = admin.send(reasoned(key)).body().path("key").asText();
        if (text.isEmpty()) {
            throw new Failed("the reply has no key", "look at --url: is it the admin API of Tollgate?");
        }
        return text;
    }

    /** A day at whose beginning and end it is not: between two calls of a run, no window ends. */
    private ObjectNode policy() {
        var hour = clock.instant().atOffset(ZoneOffset.UTC).getHour();
        var policy = Json.object().put("id", id);
        var limits = policy.putObject("limits").put("shards", 1);
        limits.putArray("quotas")
                .addObject()
                .put("unitTime", 1)
                .put("timeUnit", "day")
                .put("timeZone", hour >= 6 && hour < 18 ? "Z" : "+12:00")
                .put("requestCount", CALLS)
                .put("totalTokenCount", FAR_ABOVE_TWO_CALLS);
        return policy;
    }

    /** Remembers it before it is made: the reply may be lost. */
    private void create(String kind, ObjectNode object) {
        made.add(0, kind);
        admin.send(reasoned(Call.of("POST", kind).body(object)));
    }

    /**
     * Takes away whatever was made. Does nothing the second time.
     *
     * @return whether nothing is left
     */
    public synchronized boolean remove(Report report) {
        isOver = true;
        if (made.isEmpty()) {
            return true;
        }
        if (made.contains(SUBSCRIPTIONS)) {
            revokeKeys();
        }
        for (var kind : made) {
            var delete = Call.of("DELETE", kind, id).header("if-match", "*");
            attempt(delete, "%s delete %s --yes".formatted(kind, id));
        }
        made.clear();
        return report.passes("clean-up", () -> {
            if (!left.isEmpty()) {
                throw new Failed("not all is gone, " + fault, "run " + String.join(" && ", left));
            }
            return id + " is gone";
        });
    }

    private void revokeKeys() {
        try {
            admin.pages(Call.of("GET", SUBSCRIPTIONS, id, KEYS), page -> {
                for (var key : page.path("items")) {
                    var keyId = key.path("id").asText();
                    var command = "keys revoke %s %s --yes".formatted(id, keyId);
                    attempt(Call.of("DELETE", SUBSCRIPTIONS, id, KEYS, keyId), command);
                }
                return true;
            });
        } catch (RuntimeException e) {
            leave("keys list " + id, e);
        }
    }

    private void attempt(Call call, String command) {
        try {
            admin.send(reasoned(call));
        } catch (RuntimeException e) {
            leave(command, e);
        }
    }

    /** Whatever the reason is, the others are still to go. What is not there needs no command. */
    private void leave(String command, RuntimeException reason) {
        if (!(reason instanceof AdminProblem problem && problem.status() == NOT_FOUND)) {
            fault = left.isEmpty() ? String.valueOf(reason.getMessage()) : fault;
            left.add("./tollgate %s%s".formatted(command, where));
        }
    }

    private static Call reasoned(Call call) {
        return call.header("x-reason", "smoke test");
    }
}
