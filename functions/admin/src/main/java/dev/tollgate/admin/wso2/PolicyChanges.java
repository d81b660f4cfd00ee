package dev.tollgate.admin.wso2;

import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Versioned;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes changes, and says what became of them. WSO2's clients do not say which version they have read: then the last one to
 * write wins, over what is stored at that moment and not over what somebody else writes meanwhile. Thread safe.
 */
final class PolicyChanges {
    private static final int ATTEMPTS = 5;
    private static final int NAMED_USERS = 10;

    private final ConfigurationCatalogue catalogue;
    private final PolicyLookup policies;
    private final PolicyWriter writer;

    PolicyChanges(ConfigurationCatalogue catalogue, PolicyWriter writer) {
        this.catalogue = catalogue;
        this.policies = new PolicyLookup(catalogue);
        this.writer = writer;
    }

    /** What is to become of a policy. */
    sealed interface Step {
        /** Nothing. */
        record Refused(Reply reply) implements Step {}

        /** This. */
        record Ready(Change<Policy> change) implements Step {}
    }

    Reply create(Policy policy) {
        return switch (writer.commit(Change.create(policy))) {
            case Committed.Done<Policy>(var stored) ->
                // Relative to the URL of the list, so that it holds behind every host and stage.
                ThrottlePolicyEndpoints.shown(201, stored)
                        .with("location", "subscription/" + ThrottlePolicy.idOf(policy.id()));
            case Committed<Policy> _ ->
                ErrorForm.reply(
                        409,
                        "Resource Already Exists",
                        "Subscription Policy with name %s already exists".formatted(policy.id()));
        };
    }

    /** Changes what is stored by this id; where others write meanwhile, what they have written. */
    Reply change(Request request, String id, Function<Versioned<Policy>, Step> step) {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var found = policies.find(id);
            if (found.isEmpty()) {
                return notFound(id);
            }
            var reply = attempt(request, found.get(), step);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
        return ErrorForm.reply(409, "Conflict", "others are writing this policy: try again");
    }

    static Reply notFound(String id) {
        return ErrorForm.reply(404, "Not Found", "Requested Subscription Policy with Id '%s' not found".formatted(id));
    }

    /** Empty where the policy has changed in between. */
    private Optional<Reply> attempt(Request request, Versioned<Policy> stored, Function<Versioned<Policy>, Step> step) {
        var tag = ThrottlePolicyEndpoints.tag(stored);
        if (request.header("if-none-match").isPresent()
                || !request.header("if-match").map(tag::isStronglyNamedBy).orElse(true)) {
            var detail = "the policy has version %s now".formatted(tag);
            return Optional.of(ErrorForm.reply(412, "Precondition Failed", detail));
        }
        return switch (step.apply(stored)) {
            case Step.Refused(var reply) -> Optional.of(reply);
            case Step.Ready(var change) -> committed(change, writer.commit(change));
        };
    }

    private Optional<Reply> committed(Change<Policy> change, Committed<Policy> outcome) {
        return switch (outcome) {
            case Committed.Done<Policy>(var stored) ->
                Optional.of(
                        change.after().isPresent()
                                ? ThrottlePolicyEndpoints.shown(200, stored)
                                : new Reply(200, Map.of(), ""));
            case Committed.InUse<Policy> _ -> Optional.of(inUse(change.object()));
            case Committed<Policy> _ -> Optional.empty();
        };
    }

    private Reply inUse(Reference policy) {
        var users = catalogue.naming(policy, Subscription.class, PageRequest.first(NAMED_USERS)).entries().stream()
                .map(Page.Entry::id)
                .collect(Collectors.joining(", "));
        return ErrorForm.reply(
                409, "Conflict", "Policy %s already has subscriptions: %s".formatted(policy.id(), users));
    }
}
